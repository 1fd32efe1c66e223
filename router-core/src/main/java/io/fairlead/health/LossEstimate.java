package io.fairlead.health;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How lossy a path is taken to be, and how many lost attempts in a row that takes to prove that
 * more than loss is at work.
 *
 * <p>The estimate is the highest of several, because loss that has just begun shows first in the
 * shortest of them: the target's last minute, its last 20 attempts, the last minute and the newest
 * attempts of all the observer's targets, and what this round of probes shows.
 */
final class LossEstimate {
  /** Below this chance, a run of losses on a working path is ruled out. */
  static final double RULED_OUT = 1e-6;

  private static final double LOG_RULED_OUT = StrictMath.log(RULED_OUT);

  /** No path is trusted to lose less. */
  static final double LOWEST = 0.05;

  /** A path that loses more is Degraded, and is not waited for any longer. */
  static final double HIGHEST = 0.5;

  /** Attempts below which a target's path counts as unknown, and is taken for the worst. */
  private static final int KNOWN_AFTER = 5;

  /** Newest attempts of each target that, taken together, show what has just begun. */
  private static final int NEWEST = 4;

  private LossEstimate() {}

  /** Lost attempts in a row that rule out loss at this rate: 5 at 0.05, 13 at 0.33, 20 at 0.5. */
  static int attempts(double rate) {
    double clamped = Math.clamp(rate, LOWEST, HIGHEST);
    return 1 + (int) StrictMath.floor(LOG_RULED_OUT / StrictMath.log(clamped));
  }

  /** The rate of one target's path, by its own attempts alone. */
  static double own(@Nullable TargetRecord known, Instant now) {
    if (known == null) {
      return HIGHEST;
    }
    Losses before = Attempts.of(known).beforeRun(Attempts.KEPT);
    if (before.sent() < KNOWN_AFTER) {
      return HIGHEST;
    }
    Losses minute = known.loss().newest(LossWindow.BUCKETS, now);
    return Math.max(before.rate(), minute.rate());
  }

  /** The rate over all of an observer's targets, by what it knew before. */
  static double shared(Collection<TargetRecord> known, Instant now) {
    Losses minute = Losses.NONE;
    Losses newest = Losses.NONE;
    for (TargetRecord target : known) {
      minute = minute.plus(target.loss().newest(LossWindow.BUCKETS, now));
      if (target.opinion() != Verdict.DOWN) {
        newest = newest.plus(Attempts.of(target).beforeRun(NEWEST));
      }
    }
    return Math.max(minute.rate(), newest.cautiousRate());
  }

  /** The rate over one round of probes, by those that passed in the end. */
  static double round(List<ProbeResult> results) {
    Losses round = Losses.NONE;
    for (ProbeResult result : results) {
      if (result.outcome() == Outcome.PASSED) {
        round = round.plus(result.attempts(), result.failures());
      }
    }
    return round.cautiousRate();
  }
}
