package io.fairlead.simulation;

/** An invariant does not hold: the number it has in the agreement, and what was found. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final int invariant;

  Violation(int invariant, String found) {
    super("invariant " + invariant + ": " + found);
    this.invariant = invariant;
  }

  int invariant() {
    return invariant;
  }
}
