package io.fairlead.benchmarks.plan;

import io.fairlead.benchmarks.report.Report;
import io.fairlead.benchmarks.report.Spread;
import io.fairlead.plan.Change;
import io.fairlead.plan.Plan;
import io.fairlead.plan.Planner;
import io.fairlead.plan.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plans over 10,000 records of which 10 % differ: the first plan of a JVM, then the median and the
 * 95th percentile of many; octoDNS does the same beside it. Goal: a median of at most 50 ms.
 */
public final class PlanBenchmark {
  private static final int WARM_UP = 60;
  private static final int PLANS = 100;

  private PlanBenchmark() {}

  /** Prints a table and writes the report. */
  public static void main(String[] arguments) throws IOException {
    Report report = new Report("plan");
    var rows = report.root().put("goalMillis", 50).putArray("rows");
    fairlead(rows.addObject());
    String missing = OctoDns.missing();
    if (missing.isEmpty()) {
      octodns(rows.addObject());
    } else {
      System.out.println("missing octodns (" + missing + ")");
      report.root().put("missing", "octodns: " + missing);
    }
    System.out.println("written to " + report.write());
  }

  private static void fairlead(ObjectNode row) {
    View view = LargeFleet.view();
    double cold = millis(view);
    for (int i = 0; i < WARM_UP; i++) {
      millis(view);
    }
    List<Double> warm = new ArrayList<>();
    for (int i = 0; i < PLANS; i++) {
      warm.add(millis(view));
    }
    int records = LargeFleet.SERVICES * LargeFleet.PARTITIONS * LargeFleet.REGIONS;
    int changes = changes(Planner.plan(view, Set.of()));
    Spread spread = new Spread(warm);
    print("fairlead", records, changes, spread, "first %.0f ms, goal 50 ms".formatted(cold));
    row.put("who", "fairlead").put("records", records).put("changes", changes);
    spread.into(row.put("firstMillis", cold), "Millis");
  }

  private static void octodns(ObjectNode row) throws IOException {
    OctoDns.Timed timed = OctoDns.time();
    String more = "reading both sides from YAML %.0f ms".formatted(timed.yamlMillis());
    print("octodns", timed.records(), timed.changes(), timed.plans(), more);
    row.put("who", "octodns").put("records", timed.records()).put("changes", timed.changes());
    timed.plans().into(row.put("yamlMillis", timed.yamlMillis()), "Millis");
  }

  private static void print(String who, int records, int changes, Spread spread, String more) {
    System.out.printf(
        Locale.ROOT,
        "%-9s records %d  changes %d  median %.1f ms  p95 %.1f ms  %s%n",
        who,
        records,
        changes,
        spread.median(),
        spread.at(0.95),
        more);
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
