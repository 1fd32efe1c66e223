package io.fairlead.contract.cell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a writer of its own process under strace, which kills it at the n-th call of one kind that
 * its main thread makes.
 */
final class KilledWriter {
  private static final int KILLED = 128 + 9;
  private static final int PATIENCE_SECONDS = 120;

  /** Every call by which a process changes a folder, or makes a change of it last. */
  static final List<String> CALLS =
      List.of(
          "write",
          "pwrite64",
          "fsync",
          "fdatasync",
          "link",
          "linkat",
          "rename",
          "renameat",
          "renameat2",
          "unlink",
          "unlinkat",
          "ftruncate");

  private final Class<?> writer;
  private final Path work;
  private final Path folder;
  private final String task;

  /**
   * A writer's runs.
   *
   * @param writer its main class
   * @param work where logs go
   * @param folder what it writes
   * @param task what the writer is told to do there
   */
  KilledWriter(Class<?> writer, Path work, Path folder, String task) {
    this.writer = writer;
    this.work = work;
    this.folder = folder;
    this.task = task;
  }

  /** How a run ended: killed or untouched, and the versions that it acknowledged. */
  record Run(boolean killed, List<Long> acknowledged) {}

  /** Runs the writer with a kill at the n-th call. */
  Run killedAt(String call, int n) throws IOException, InterruptedException {
    // Not with --seccomp-bpf: strace 6.1 then honours when=1 only.
    return run(List.of("-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=" + n));
  }

  /** How many calls of a kind the main thread makes before it first touches the folder. */
  int callsBefore(String call) throws IOException, InterruptedException {
    run(List.of("-e", "trace=" + call));
    List<String> lines = Files.readAllLines(log());
    String first =
        lines.stream().filter(line -> line.contains(folder.toString())).findFirst().orElseThrow();
    String thread = first.split(" ", 2)[0] + " ";
    return (int)
        lines.subList(0, lines.indexOf(first)).stream()
            .filter(line -> line.startsWith(thread) && line.contains(" " + call + "("))
            .count();
  }

  private Run run(List<String> options) throws IOException, InterruptedException {
    Path out = work.resolve("out");
    Path errors = work.resolve("errors");
    Process process =
        new ProcessBuilder(command(options))
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    int exit = process.exitValue();
    assertThat(exit).as(() -> "strace's end: " + text(errors) + text(out)).isIn(0, KILLED);
    List<Long> acknowledged =
        text(out)
            .lines()
            .filter(line -> line.startsWith("acknowledged "))
            .map(line -> Long.valueOf(line.substring(line.indexOf(' ') + 1)))
            .toList();
    return new Run(exit == KILLED, acknowledged);
  }

  private List<String> command(List<String> options) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Parts.program(Part.STRACE).toString());
    command.addAll(List.of("-f", "-o", log().toString()));
    command.addAll(options);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx64m"));
    command.addAll(List.of("-cp", classPath, writer.getName()));
    return Stream.concat(command.stream(), Stream.of(folder.toString(), task)).toList();
  }

  private Path log() {
    return work.resolve("strace");
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
