package io.fairlead.contract.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A long file is brought to the disk while the rest of it comes. The disk tells once of a write
 * that failed, to whoever waits for it then; strace answers for the disk.
 */
@NeedsParts(Part.STRACE)
final class RefusingDiskTest {
  private static final long BYTES = 200L << 20;
  private static final Pattern FORCED = Pattern.compile(" fdatasync\\(");

  @TempDir private Path work;

  private List<String> written(String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Parts.program(Part.STRACE).toString(), "-f", "-o", log().toString()));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            SlotWriter.class.getName(),
            destination().toString(),
            Long.toString(BYTES)));
    Path out = work.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(out);
  }

  private Path destination() {
    return work.resolve("destination");
  }

  private Path log() {
    return work.resolve("calls");
  }

  private boolean isShown() {
    return Files.exists(destination().resolve("current"), LinkOption.NOFOLLOW_LINKS);
  }

  private int forced() throws IOException {
    return (int) FORCED.matcher(Files.readString(log())).results().count();
  }

  @Test
  void a_long_file_is_with_the_disk_before_its_end_and_the_copy_is_shown() throws Exception {
    assertThat(written("-e", "trace=fdatasync")).containsExactly("put taken", "show taken");
    assertThat(isShown()).isTrue();
    assertThat(forced()).as("six portions of 32 MiB, and the rest").isEqualTo(7);
  }

  @Test
  void a_copy_of_which_the_disk_did_not_take_a_portion_is_not_shown() throws Exception {
    // Seven portions wait on four threads: the first of each thread, and then the second.
    for (int turn = 1; turn <= 2; turn++) {
      List<String> said =
          written("-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=" + turn);

      assertThat(said).as("turn %d", turn).hasSize(2);
      assertThat(said.getLast()).as("turn %d", turn).startsWith("show ").contains("output error");
      assertThat(isShown()).as("turn %d", turn).isFalse();
    }
  }
}
