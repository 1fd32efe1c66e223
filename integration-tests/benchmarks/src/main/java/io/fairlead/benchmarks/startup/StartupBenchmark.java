package io.fairlead.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Wall time of {@code ./fairlead validate} as a new process, the staleness check of the launcher
 * included. Goal: a median of at most 500 ms.
 */
public final class StartupBenchmark {
  private static final int WARM_UP = 3;
  private static final int RUNS = 30;
  private static final int GOAL_MILLIS = 500;
  private static final int LIMIT_SECONDS = 60;

  private StartupBenchmark() {}

  /**
   * Prints a line and writes {@code startup.json}.
   *
   * @param arguments folder of the results, and the project's folder; both default to here
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/benchmarks");
    Path root = Path.of(arguments.length > 1 ? arguments[1] : "").toAbsolutePath();
    List<String> command =
        List.of(
            root.resolve("fairlead").toString(),
            "validate",
            "-f",
            root.resolve("examples/three-regions.yaml").toString());
    for (int i = 0; i < WARM_UP; i++) {
      millis(command);
    }
    double[] times = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      times[i] = millis(command);
    }
    Arrays.sort(times);
    report(folder, times);
  }

  private static void report(Path folder, double[] times) throws IOException {
    double median = times[RUNS / 2];
    double p95 = times[RUNS * 95 / 100];
    int processors = Runtime.getRuntime().availableProcessors();
    System.out.printf(
        Locale.ROOT,
        "validate from a cold start: min %.0f ms  median %.0f ms  p95 %.0f ms  goal %d ms%n",
        times[0],
        median,
        p95,
        GOAL_MILLIS);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("startup.json"),
        String.format(
            Locale.ROOT,
            "{\"benchmark\":\"startup\",\"minMillis\":%.1f,\"medianMillis\":%.1f,"
                + "\"p95Millis\":%.1f,\"goalMillis\":%d,\"runs\":%d,\"processors\":%d}%n",
            times[0],
            median,
            p95,
            GOAL_MILLIS,
            RUNS,
            processors));
  }

  private static double millis(List<String> command) throws IOException, InterruptedException {
    long from = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(command + " did not end well");
    }
    return (System.nanoTime() - from) / 1e6;
  }
}
