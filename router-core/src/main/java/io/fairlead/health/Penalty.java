package io.fairlead.health;

import io.fairlead.fleet.Safety;
import java.time.Duration;
import java.time.Instant;

/**
 * Flap damping in the manner of RFC 2439: each fall adds a penalty, which decays by half-life, and
 * a subject whose penalty reached {@code suppress} returns only once it is below {@code reuse}.
 */
final class Penalty {
  private Penalty() {}

  /**
   * The penalty of an entry as far as it has decayed by now; unchanged if a clock ran backwards.
   */
  static int now(Safety.Damping damping, VerdictEntry entry, Instant now) {
    Duration age = Duration.between(entry.penaltyAt(), now);
    if (entry.penalty() == 0 || age.isNegative()) {
      return entry.penalty();
    }
    double halfLives = (double) age.toMillis() / Math.max(1, damping.halfLife().toMillis());
    // StrictMath, because two JVMs that decide from equal inputs must decide alike.
    return (int) StrictMath.floor(entry.penalty() * StrictMath.pow(0.5, halfLives));
  }

  /** The penalty right after one more fall. */
  static int afterFall(Safety.Damping damping, VerdictEntry entry, Instant now) {
    return Math.min(damping.cap(), now(damping, entry, now) + damping.perCycle());
  }

  /** Whether a return must wait. No fall is added while it waits, so the last one decides. */
  static boolean suppresses(Safety.Damping damping, VerdictEntry entry, Instant now) {
    return entry.penalty() >= damping.suppress() && now(damping, entry, now) >= damping.reuse();
  }
}
