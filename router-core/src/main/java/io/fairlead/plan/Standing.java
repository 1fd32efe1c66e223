package io.fairlead.plan;

import org.jspecify.annotations.Nullable;

/**
 * What share a deployment may have now.
 *
 * @param percent of its home share, where it is ramping
 * @param reason why it is out, or ramping
 */
record Standing(Kind kind, int percent, @Nullable PlanReason reason) {
  /** The closed set. */
  enum Kind {
    /** Takes its home share, and more where others are out. */
    IN,
    /** Takes a part of its home share and nothing else. */
    RAMPING,
    /** Keeps what it has and gains nothing: Down or drained, but it may not be taken out now. */
    HELD,
    /** Takes nothing. */
    OUT
  }

  static final Standing FULL = new Standing(Kind.IN, 100, null);
  static final Standing KEPT = new Standing(Kind.HELD, 100, null);

  static Standing out(PlanReason reason) {
    return new Standing(Kind.OUT, 0, reason);
  }

  static Standing ramping(int percent, PlanReason reason) {
    return new Standing(percent == 100 ? Kind.IN : Kind.RAMPING, percent, reason);
  }
}
