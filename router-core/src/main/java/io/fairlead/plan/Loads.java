package io.fairlead.plan;

/** Load as people read it. */
final class Loads {
  private static final double ROUNDING = 1e-9;

  private Loads() {}

  /** Percent of capacity that a demand needs, rounded up. */
  static int percent(double demand, int capacity) {
    return (int) Math.ceil(demand * 100 / capacity - ROUNDING);
  }
}
