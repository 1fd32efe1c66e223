package io.fairlead.gateway.engine;

import io.fairlead.health.Confirmation;
import io.fairlead.health.Outcome;

/**
 * Counts the attempts of one probe and says what comes next; no clock, no sockets.
 *
 * <p>After a refusal, {@code refusedRepeats} more must be refused, one after the other. Once an
 * attempt is in doubt, because it ended in any other failure or is not over when the patience is,
 * attempts overlap, until {@code attempts} in all have failed. One pass ends it.
 */
final class AttemptCount {
  /** What to do after an attempt started or ended. */
  enum Next {
    WAIT,
    START_AFTER_SPACING,
    START_AFTER_PATIENCE,
    PASSED,
    CONFIRMED
  }

  private final Confirmation confirmation;
  private int started;
  private int ended;
  private int refused;
  private int timedOut;
  private boolean doubted;

  AttemptCount(Confirmation confirmation) {
    this.confirmation = confirmation;
  }

  /** Another attempt started; when one more may start without waiting for the end of this one. */
  Next started() {
    // Whoever starts another beside one that is not over doubts that one.
    doubted |= started > ended;
    started++;
    if (started >= Math.max(1, confirmation.attempts())) {
      return Next.WAIT;
    }
    return doubted ? Next.START_AFTER_SPACING : Next.START_AFTER_PATIENCE;
  }

  /** An attempt ended. */
  Next ended(AttemptEnd.Kind kind) {
    boolean overlapped = doubted;
    switch (kind) {
      case PASSED -> {
        return Next.PASSED;
      }
      case REFUSED -> refused++;
      case TIMED_OUT -> {
        timedOut++;
        doubted = true;
      }
      case FAILED, UNABLE -> doubted = true;
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

  /** Attempts that ended without a pass. */
  int failures() {
    return ended;
  }

  /** Whether every attempt was refused. */
  boolean onlyRefused() {
    return refused == ended && ended > 0;
  }

  /** The outcome of a confirmed failure: timed out only if nothing ever answered. */
  Outcome failure() {
    return timedOut == ended ? Outcome.TIMED_OUT : Outcome.FAILED;
  }

  private int limit() {
    return doubted
        ? Math.max(1, confirmation.attempts())
        : 1 + Math.max(0, confirmation.refusedRepeats());
  }
}
