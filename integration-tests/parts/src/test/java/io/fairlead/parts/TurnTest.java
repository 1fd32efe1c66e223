package io.fairlead.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build begins ahead and a test that needs the same part do not install it twice. */
class TurnTest {
  @TempDir private Path folder;

  /** Another process: has the turn, says so, and is done once it is told something. */
  public static final class Other {
    public static void main(String[] arguments) throws IOException {
      Path home = Path.of(arguments[0]);
      try (Turn _ = Turn.at(home)) {
        System.out.println("mine");
        System.in.read();
        Files.createDirectories(home.resolve("bin"));
      }
    }
  }

  @Test
  void while_another_process_installs_a_part_it_is_waited_for() throws Exception {
    Path home = folder.resolve("environments/part");
    Process other = other(home);
    FutureTask<Boolean> whole = new FutureTask<>(() -> whole(home));
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("mine");
      Thread waiting = Thread.ofPlatform().start(whole);
      while (!inTheLock(waiting) && waiting.isAlive()) {
        Thread.onSpinWait();
      }
      other.getOutputStream().write('\n');
      other.getOutputStream().close();
    }

    assertThat(whole.get()).isTrue();
    assertThat(other.waitFor()).isZero();
  }

  @Test
  void a_process_that_dies_leaves_its_turn_to_the_next() throws Exception {
    Path home = folder.resolve("environments/part");
    Process other = other(home);
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("mine");
      other.destroyForcibly().waitFor();
    }

    assertThat(whole(home)).isFalse();
  }

  private static boolean whole(Path home) throws IOException {
    try (Turn _ = Turn.at(home)) {
      return Files.isDirectory(home.resolve("bin"));
    }
  }

  private static boolean inTheLock(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().contains("FileChannel") && frame.getMethodName().equals("lock")) {
        return true;
      }
    }
    return false;
  }

  private static Process other(Path home) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Other.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
