package io.fairlead.benchmarks.report;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Samples in the order of their size, in whatever unit they were taken. */
public record Spread(List<Double> sorted) {
  public Spread {
    sorted = sorted.stream().sorted().toList();
  }

  /** How many samples there are. */
  public int size() {
    return sorted.size();
  }

  /** The sample below which a share of 0-1 of them lies; not a number without samples. */
  public double at(double share) {
    int last = sorted.size() - 1;
    return last < 0 ? Double.NaN : sorted.get((int) Math.min(last, Math.floor(share * (last + 1))));
  }

  /** The sample in the middle. */
  public double median() {
    return at(0.5);
  }

  /** Adds count, least, median, 95th percentile and most, with the unit in their names. */
  public ObjectNode into(ObjectNode node, String unit) {
    node.put("samples", size());
    if (size() > 0) {
      node.put("min" + unit, rounded(at(0)))
          .put("median" + unit, rounded(median()))
          .put("p95" + unit, rounded(at(0.95)))
          .put("max" + unit, rounded(at(1)));
    }
    return node;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
