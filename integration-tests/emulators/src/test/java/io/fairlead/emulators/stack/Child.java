package io.fairlead.emulators.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process of a case: its output goes to a file, so that one that hangs has a limit as well. */
public final class Child {
  private static final int LIMIT_SECONDS = 90;

  private Child() {}

  /** What it said, both ways, and its exit code. */
  public record Said(int code, String text) {}

  /**
   * Runs to the end.
   *
   * @throws IOException where it does not start, or not end in 90 s; with what it said until then
   */
  public static Said run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path output = Files.createTempFile("said", ".txt");
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        throw new IOException(
            "%s did not end in %d s; it said: %s"
                .formatted(builder.command(), LIMIT_SECONDS, read(output)));
      }
      return new Said(process.exitValue(), read(output));
    } finally {
      Files.delete(output);
    }
  }

  private static String read(Path output) throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
