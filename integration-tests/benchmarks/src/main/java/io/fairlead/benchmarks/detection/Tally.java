package io.fairlead.benchmarks.detection;

import io.fairlead.benchmarks.report.Spread;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;

/** Samples by what was broken and who noticed; safe for several threads. */
final class Tally {
  /** What a sample is of. */
  record Row(String what, Fault fault, String who) implements Comparable<Row> {
    private static final java.util.Comparator<Row> ORDER =
        java.util.Comparator.comparing(Row::what).thenComparing(Row::fault).thenComparing(Row::who);

    @Override
    public int compareTo(Row other) {
      return ORDER.compare(this, other);
    }

    /** The most that a median may be, in milliseconds; only Fairlead's rows have a goal. */
    double goalMillis() {
      return fault == Fault.KILLED ? 1000 : 3000;
    }
  }

  private static final String LINE = "%-34s %-8s %-9s %7s %6s %8s %8s %8s%n";
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<Row, List<Double>> samples = new TreeMap<>();
  private final Map<Row, Integer> never = new TreeMap<>();

  /** Adds a sample in nanoseconds, or {@link Seen#NEVER}. */
  synchronized void add(Row row, long nanos) {
    List<Double> taken = samples.computeIfAbsent(row, _ -> new ArrayList<>());
    if (nanos == Seen.NEVER) {
      never.merge(row, 1, Integer::sum);
    } else {
      taken.add(nanos / NANOS_PER_MILLI);
    }
  }

  /** Prints a line a row, in milliseconds. */
  synchronized void print(PrintStream out) {
    out.printf(LINE, "what", "fault", "who", "samples", "never", "min ms", "median", "p95");
    samples.forEach(
        (row, taken) -> {
          Spread spread = new Spread(taken);
          out.printf(
              Locale.ROOT,
              LINE,
              row.what(),
              row.fault().label(),
              row.who(),
              taken.size(),
              never.getOrDefault(row, 0),
              Math.round(spread.at(0)),
              Math.round(spread.median()),
              Math.round(spread.at(0.95)));
        });
  }

  /** Adds an object a row. */
  synchronized void into(ArrayNode rows) {
    samples.forEach(
        (row, taken) -> {
          var node =
              rows.addObject()
                  .put("what", row.what())
                  .put("fault", row.fault().label())
                  .put("who", row.who())
                  .put("never", never.getOrDefault(row, 0));
          if (row.who().equals("fairlead")) {
            node.put("goalMedianMillis", row.goalMillis());
          }
          new Spread(taken).into(node, "Millis");
        });
  }
}
