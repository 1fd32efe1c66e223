package io.fairlead.benchmarks.plan;

import io.fairlead.plan.Change;
import io.fairlead.plan.Plan;
import io.fairlead.plan.Planner;
import io.fairlead.plan.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Plans over 10,000 records of which 10 % differ: the first plan of a JVM, then the median and the
 * 95th percentile of many. Goal: a median of at most 50 ms.
 */
public final class PlanBenchmark {
  private static final int WARM_UP = 60;
  private static final int PLANS = 100;

  private PlanBenchmark() {}

  /** Prints a table and writes {@code plan.json} into the folder named first. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/benchmarks");
    View view = LargeFleet.view();
    double cold = millis(view);
    for (int i = 0; i < WARM_UP; i++) {
      millis(view);
    }
    double[] warm = new double[PLANS];
    for (int i = 0; i < PLANS; i++) {
      warm[i] = millis(view);
    }
    Arrays.sort(warm);
    int records = LargeFleet.SERVICES * LargeFleet.PARTITIONS * LargeFleet.REGIONS;
    int changes = changes(Planner.plan(view, Set.of()));
    double median = warm[PLANS / 2];
    double p95 = warm[PLANS * 95 / 100];
    System.out.printf(
        Locale.ROOT,
        "records %d  changes %d  first %.1f ms  median %.1f ms  p95 %.1f ms  goal 50 ms%n",
        records,
        changes,
        cold,
        median,
        p95);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("plan.json"),
        String.format(
            Locale.ROOT,
            "{\"benchmark\":\"plan\",\"records\":%d,\"changes\":%d,\"firstMillis\":%.1f,"
                + "\"medianMillis\":%.1f,\"p95Millis\":%.1f,\"goalMillis\":50,\"plans\":%d}%n",
            records,
            changes,
            cold,
            median,
            p95,
            PLANS));
  }

  private static double millis(View view) {
    long from = System.nanoTime();
    Plan plan = Planner.plan(view, Set.of());
    if (plan.actions().size() != LargeFleet.SERVICES) {
      throw new IllegalStateException("planned " + plan.actions().size() + " zones");
    }
    return (System.nanoTime() - from) / 1e6;
  }

  private static int changes(Plan plan) {
    return plan.actions().stream()
        .mapToInt(action -> action.change() instanceof Change.Weights w ? w.records().size() : 0)
        .sum();
  }
}
