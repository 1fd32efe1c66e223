package io.fairlead.health;

import java.time.Duration;

/** Phrases for people in votes and evidence. */
final class Words {
  private static final long MINUTES_FROM_SECONDS = 600;

  private Words() {}

  /** As in {@code 14 s}, {@code 25 min}. */
  static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < MINUTES_FROM_SECONDS ? seconds + " s" : seconds / 60 + " min";
  }

  /** As in {@code Down}. */
  static String verdict(Verdict verdict) {
    return switch (verdict) {
      case UP -> "Up";
      case DOWN -> "Down";
      case DEGRADED -> "Degraded";
      case UNKNOWN -> "Unknown";
    };
  }

  /** As in {@code 4/4 refused}, {@code 5/5 timed out}, {@code 5/5 failed: status 503}. */
  static String failure(TargetRecord known) {
    ProbeResult last = known.last();
    if (last.outcome() == Outcome.PASSED) {
      return "was Down, passed " + known.passes() + " times since";
    }
    int run = Math.max(last.failures(), Attempts.of(known).run());
    String counted = run + "/" + run + " ";
    if (last.refused()) {
      return counted + "refused";
    }
    return last.outcome() == Outcome.TIMED_OUT
        ? counted + "timed out"
        : counted + "failed: " + last.detail();
  }

  /** Of a target that is not Down. */
  static String standing(TargetRecord known) {
    Attempts attempts = Attempts.of(known);
    if (known.failures() > 0) {
      return attempts.run() + " lost in a row, not confirmed";
    }
    return attempts.lost() + " of the last " + attempts.count() + " lost";
  }
}
