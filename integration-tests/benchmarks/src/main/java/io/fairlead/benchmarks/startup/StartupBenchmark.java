package io.fairlead.benchmarks.startup;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Prints a line and writes {@code startup.json}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Workspace.top();
    List<String> command =
        List.of(
            root.resolve("fairlead").toString(),
            "validate",
            "-f",
            root.resolve("examples/three-regions.yaml").toString());
    for (int i = 0; i < WARM_UP; i++) {
      millis(command);
    }
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      times.add(millis(command));
    }
    Spread spread = new Spread(times);
    System.out.printf(
        Locale.ROOT,
        "validate from a cold start: min %.0f ms  median %.0f ms  p95 %.0f ms  goal %d ms%n",
        spread.at(0),
        spread.median(),
        spread.at(0.95),
        GOAL_MILLIS);
    Report report = new Report("startup");
    spread.into(report.root(), "Millis").put("goalMillis", GOAL_MILLIS);
    System.out.println("written to " + report.write());
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
