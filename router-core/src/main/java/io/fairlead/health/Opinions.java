package io.fairlead.health;

import io.fairlead.fleet.Copies;
import io.fairlead.fleet.Safety;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One observer's own view of its targets, from round to round.
 *
 * <p>A target is Unknown until its first confirmed result. A confirmed failure makes it Down at
 * once; a Down target is Up after {@code rise} passes in a row. A failure is confirmed by refusals,
 * or by so many lost attempts in a row, over one probe or several, that loss is ruled out; until
 * then it changes no opinion.
 */
public final class Opinions {
  /** A target that answers is Degraded when more of its last 20 attempts were lost. */
  private static final int DEGRADED_ABOVE = Attempts.KEPT / 2;

  private static final int REFUSED_REPEATS = 3;
  private static final Duration SPACING = Duration.ofMillis(100);

  /** An answer that takes so many times as long as the last one is in doubt. */
  private static final int USUAL_TIMES = 3;

  /** The share of the interval that one probe with its confirmation may take. */
  private static final double SHARE_OF_INTERVAL = 0.9;

  private Opinions() {}

  /**
   * The records after one round of probes. A target without a result, because the round was cut
   * short, keeps its record; a result that is already counted counts no second time.
   */
  public static SortedMap<ProbeTarget, TargetRecord> next(
      SortedMap<ProbeTarget, TargetRecord> previous,
      List<ProbeResult> results,
      Safety.ProbePace pace) {
    if (results.isEmpty()) {
      return Copies.sorted(previous);
    }
    double shared =
        Math.max(
            LossEstimate.round(results),
            LossEstimate.shared(previous.values(), results.getFirst().began()));
    TreeMap<ProbeTarget, TargetRecord> next = new TreeMap<>(previous);
    for (ProbeResult result : results) {
      next.put(result.target(), next(previous.get(result.target()), result, pace.rise(), shared));
    }
    return Copies.sorted(next);
  }

  /**
   * How a failure of each target is confirmed in the round that starts now. Where the attempts that
   * the loss demands do not fit into the interval, the next probe goes on with them.
   */
  public static SortedMap<ProbeTarget, Confirmation> confirmations(
      SortedMap<ProbeTarget, TargetRecord> known,
      SortedSet<ProbeTarget> targets,
      Safety.ProbePace pace,
      Instant now) {
    double shared = LossEstimate.shared(known.values(), now);
    TreeMap<ProbeTarget, Confirmation> result = new TreeMap<>();
    for (ProbeTarget target : targets) {
      result.put(target, confirmation(known.get(target), pace, now, shared));
    }
    return Copies.sorted(result);
  }

  private static Confirmation confirmation(
      @Nullable TargetRecord previous, Safety.ProbePace pace, Instant now, double shared) {
    if (previous != null && previous.opinion() == Verdict.DOWN && previous.failures() > 0) {
      return new Confirmation(0, 1, SPACING, pace.timeout());
    }
    int run = previous == null ? 0 : Attempts.of(previous).run();
    // A failure that is not confirmed yet gets all it may take: the estimate moves meanwhile, and
    // to fall short of it by one costs an interval.
    double rate = run > 0 ? LossEstimate.HIGHEST : LossEstimate.own(previous, now);
    int wanted = LossEstimate.attempts(Math.max(shared, rate)) - run;
    int least = LossEstimate.attempts(LossEstimate.LOWEST);
    Duration patience = patience(previous, pace);
    int most = Math.max(least, fitting(pace, patience));
    return new Confirmation(REFUSED_REPEATS, Math.clamp(wanted, 1, most), SPACING, patience);
  }

  /**
   * How long an attempt is waited for before the next one starts beside it: a spacing, or longer
   * where the last answer took longer. A target that never answered is not in a hurry.
   */
  private static Duration patience(@Nullable TargetRecord previous, Safety.ProbePace pace) {
    if (previous == null) {
      return pace.timeout();
    }
    boolean answered = previous.last().outcome() == Outcome.PASSED;
    long usual = answered ? previous.last().latency().toMillis() * USUAL_TIMES : 0;
    long most = Math.max(SPACING.toMillis(), pace.timeout().toMillis());
    return Duration.ofMillis(Math.clamp(usual, SPACING.toMillis(), most));
  }

  /** Attempts for which there is room: the others start once the first one is in doubt. */
  private static int fitting(Safety.ProbePace pace, Duration patience) {
    double room =
        pace.interval().toMillis() * SHARE_OF_INTERVAL
            - pace.timeout().toMillis()
            - patience.toMillis();
    return room < 0 ? 1 : 2 + (int) (room / SPACING.toMillis());
  }

  private static TargetRecord next(
      @Nullable TargetRecord previous, ProbeResult result, int rise, double shared) {
    if (previous != null && previous.last().equals(result)) {
      return previous;
    }
    return result.outcome() == Outcome.PASSED
        ? passed(previous, result, rise)
        : failed(previous, result, shared);
  }

  private static TargetRecord passed(
      @Nullable TargetRecord previous, ProbeResult result, int rise) {
    Verdict held = previous == null ? Verdict.UNKNOWN : previous.opinion();
    int passes = 1 + (previous == null ? 0 : previous.passes());
    Attempts before = previous == null ? Attempts.NONE : attemptsBeforePass(previous);
    Attempts after = before.plus(result);
    LossWindow loss = previous == null ? LossWindow.EMPTY : previous.loss();
    int run = before.run();
    return new TargetRecord(
        held == Verdict.DOWN && passes < rise ? Verdict.DOWN : answering(after),
        passes,
        0,
        after.bits(),
        after.count(),
        loss.plus(result.began(), run + result.attempts(), run + result.failures()),
        null,
        result.began(),
        result);
  }

  /** What was lost while Down was an outage, which says nothing of the path after it. */
  private static Attempts attemptsBeforePass(TargetRecord previous) {
    boolean outage = previous.opinion() == Verdict.DOWN && previous.failures() > 0;
    return outage ? Attempts.NONE : Attempts.of(previous);
  }

  private static Verdict answering(Attempts attempts) {
    return attempts.lost() > DEGRADED_ABOVE ? Verdict.DEGRADED : Verdict.UP;
  }

  private static TargetRecord failed(
      @Nullable TargetRecord previous, ProbeResult result, double shared) {
    Attempts after = (previous == null ? Attempts.NONE : Attempts.of(previous)).plus(result);
    double rate = Math.max(shared, LossEstimate.own(previous, result.began()));
    boolean confirmed = result.refused() || after.run() >= LossEstimate.attempts(rate);
    Verdict held = previous == null ? Verdict.UNKNOWN : previous.opinion();
    Instant first = previous == null ? null : previous.firstFailure();
    return new TargetRecord(
        confirmed ? Verdict.DOWN : held,
        0,
        previous == null ? 1 : previous.failures() + 1,
        after.bits(),
        after.count(),
        previous == null ? LossWindow.EMPTY : previous.loss(),
        first == null ? result.began() : first,
        result.began(),
        result);
  }
}
