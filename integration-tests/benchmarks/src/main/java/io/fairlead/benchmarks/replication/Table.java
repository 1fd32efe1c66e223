package io.fairlead.benchmarks.replication;

import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of the report, printed as they come. */
record Table(ArrayNode rows) {
  /** A row of its own; figures are added to it by their names. */
  ObjectNode row(String what, String who, double seconds) {
    System.out.printf(Locale.ROOT, "%-40s %-24s %9.3f s%n", what, who, seconds);
    return rows.addObject()
        .put("what", what)
        .put("who", who)
        .put("seconds", Math.round(seconds * 1000) / 1000.0);
  }

  /** Adds a figure to a row. */
  static void figure(ObjectNode row, String name, double value) {
    System.out.printf(Locale.ROOT, "%42s %s %s%n", "", name, number(value));
    row.put(name, Math.round(value * 1000) / 1000.0);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%d".formatted((long) value) : "%.3f".formatted(value);
  }
}
