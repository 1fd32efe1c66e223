package io.fairlead.scenario;

/**
 * Between which times something came about, as looks from outside tell: after the look before it,
 * before the end of the look that saw it.
 */
record Bounds(long earliest, long latest) {
  /** It was never seen. */
  static final Bounds NEVER = new Bounds(-1, -1);

  /** When both had come about. */
  Bounds and(Bounds other) {
    return equals(NEVER) || other.equals(NEVER)
        ? NEVER
        : new Bounds(Math.max(earliest, other.earliest), Math.max(latest, other.latest));
  }

  /** When the first of two came about. */
  Bounds or(Bounds other) {
    if (equals(NEVER) || other.equals(NEVER)) {
      return equals(NEVER) ? other : this;
    }
    return new Bounds(Math.min(earliest, other.earliest), Math.min(latest, other.latest));
  }

  /** From the earlier beginning to the later end, for what may be either. */
  Bounds spanning(Bounds other) {
    return equals(NEVER) || other.equals(NEVER)
        ? NEVER
        : new Bounds(Math.min(earliest, other.earliest), Math.max(latest, other.latest));
  }

  /** How far a time lies outside; 0 = inside. */
  long distanceMillis(long time) {
    return Math.max(0, Math.max(earliest - time, time - latest));
  }
}
