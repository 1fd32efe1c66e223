package io.fairlead.gateway.engine;

/**
 * How one attempt ended.
 *
 * @param detail one phrase for people
 */
record AttemptEnd(Kind kind, String detail) {
  /** The ways to end. */
  enum Kind {
    PASSED,
    REFUSED,
    FAILED,
    TIMED_OUT,
    /** This machine could not even try; it says nothing about the target. */
    UNABLE
  }

  static final AttemptEnd REFUSED = new AttemptEnd(Kind.REFUSED, "refused");

  static AttemptEnd passed(String detail) {
    return new AttemptEnd(Kind.PASSED, detail);
  }

  static AttemptEnd failed(String detail) {
    return new AttemptEnd(Kind.FAILED, detail);
  }
}
