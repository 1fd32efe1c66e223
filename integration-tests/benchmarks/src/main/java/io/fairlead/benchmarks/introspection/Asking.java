package io.fairlead.benchmarks.introspection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Starts askers of one endpoint, and reads what they counted. */
record Asking(int port, String path, String caller, List<String> tokens) {
  /** Answers in so many seconds, and those that said active. */
  record Answered(long all, long active, int seconds) {
    double perSecond() {
      return all / (double) seconds;
    }
  }

  Answered run(int seconds, int connections) throws IOException, InterruptedException {
    Process asker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-cp",
                System.getProperty("java.class.path"),
                Asker.class.getName(),
                Integer.toString(port),
                path,
                caller,
                Integer.toString(connections),
                Integer.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = asker.getOutputStream()) {
      out.write(String.join("\n", tokens).getBytes(StandardCharsets.US_ASCII));
    }
    String said = new String(asker.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (asker.waitFor() != 0) {
      throw new IOException("the asker failed");
    }
    String[] counts = said.strip().split(" ", -1);
    return new Answered(Long.parseLong(counts[0]), Long.parseLong(counts[1]), seconds);
  }
}
