package io.fairlead.gateway.engine;

import io.fairlead.health.Confirmation;
import io.fairlead.health.Outcome;

/**
 * Counts the attempts of one probe and says what comes next; no clock, no sockets.
 *
 * <p>After a refusal, {@code refusedRepeats} more must be refused, one after the other. Once an
 * attempt ends in any other failure, attempts may overlap, until {@code attempts} in all have
 * failed. One pass ends it.
 */
final class AttemptCount {
  /** What to do after an attempt ended or a spacing ran out. */
  enum Next {
    WAIT,
    START_AFTER_SPACING,
    PASSED,
    CONFIRMED
  }

  private final Confirmation confirmation;
  private int started;
  private int ended;
  private int refused;
  private int timedOut;

  AttemptCount(Confirmation confirmation) {
    this.confirmation = confirmation;
  }

  /** Another attempt started; whether one more may start a spacing later without waiting. */
  Next started() {
    started++;
    return overlaps() && started < limit() ? Next.START_AFTER_SPACING : Next.WAIT;
  }

  /** An attempt ended. */
  Next ended(AttemptEnd.Kind kind) {
    boolean overlapped = overlaps();
    switch (kind) {
      case PASSED -> {
        return Next.PASSED;
      }
      case REFUSED -> refused++;
      case TIMED_OUT -> timedOut++;
      case FAILED, UNABLE -> {
        // Counted below like every other failure.
      }
    }
    ended++;
    if (ended >= limit()) {
      return Next.CONFIRMED;
    }
    // While attempts overlap, each start has already planned its successor.
    boolean plan = !overlapped && started < limit();
    return plan ? Next.START_AFTER_SPACING : Next.WAIT;
  }

  /** Attempts made. */
  int attempts() {
    return started;
  }

  /** Attempts that did not pass; those still open are overtaken, hence lost, when one passed. */
  int failures(boolean passed) {
    return passed ? started - 1 : started;
  }

  /** Whether every attempt was refused. */
  boolean onlyRefused() {
    return refused == ended && ended > 0;
  }

  /** The outcome of a confirmed failure: timed out only if nothing ever answered. */
  Outcome failure() {
    return timedOut == ended ? Outcome.TIMED_OUT : Outcome.FAILED;
  }

  private boolean overlaps() {
    return ended > refused;
  }

  private int limit() {
    return overlaps()
        ? Math.max(1, confirmation.attempts())
        : 1 + Math.max(0, confirmation.refusedRepeats());
  }
}
