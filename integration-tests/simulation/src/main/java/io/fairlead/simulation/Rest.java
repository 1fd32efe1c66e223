package io.fairlead.simulation;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.health.Judgement;
import io.fairlead.health.Observation;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Latch;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Quiet time: the world leaps over it where nothing can happen before the next planned event. It
 * does so only after {@link #STILL_FOR} looks in a row found the same picture, in which nothing
 * waits for its time. It lands early enough for the ticks before the next event to be real ones.
 */
final class Rest {
  /** Ticks between two looks. */
  private static final int TICKS_A_LOOK = 3;

  /** Looks that must find the same: longer than any wait of the planner that is no latch's. */
  private static final int STILL_FOR = 3;

  /** Real ticks before whatever comes next: one to take up the entries, and two more. */
  private static final int TICKS_BEFORE = 3;

  /** A shorter way is gone tick by tick. */
  private static final int SHORTEST_LEAP = 3;

  /** Guard rules that say the same at any time as long as nothing else changes. */
  private static final Set<String> TIMELESS =
      Set.of(
          "capacity",
          "exactly-one",
          "freshness",
          "keeps-K-serving",
          "never-all-zero",
          "quorum-alive",
          "residency");

  /** Who sets the latches that may end without a person. */
  private static final String BY_CYCLES = "fairlead";

  private final World world;
  private final Duration interval;
  private final boolean leaps;
  private Instant nextLook;
  private List<Object> picture = List.of();
  private int still;
  private long leapt;

  Rest(World world, boolean leaps) {
    this.world = world;
    this.interval = world.setting().fleet().safety().probe().interval();
    this.leaps = leaps;
    this.nextLook = world.timeline().now();
  }

  /** Seconds of virtual time that were leapt over. */
  long leapt() {
    return leapt;
  }

  /** Runs the world to a time, by ticks where anything goes on, by leaps where nothing does. */
  void runUntil(Instant end) {
    Timeline timeline = world.timeline();
    while (timeline.now().isBefore(end)) {
      timeline.runUntil(nextLook.isBefore(end) ? nextLook : end);
      if (!timeline.now().isBefore(nextLook)) {
        look();
        leap(end);
        nextLook = timeline.now().plus(interval.multipliedBy(TICKS_A_LOOK));
      }
    }
  }

  private void look() {
    List<Object> now = mayStandStill() ? picture() : List.of();
    still = !now.isEmpty() && now.equals(picture) ? still + 1 : 0;
    picture = now;
  }

  private void leap(Instant end) {
    if (!leaps || still < STILL_FOR) {
      return;
    }
    Instant now = world.timeline().now();
    Instant next = earliest(end, world.timeline().nextOnce(), world.faultsQuietUntil());
    Duration ahead = Duration.between(now, next).minus(interval.multipliedBy(TICKS_BEFORE));
    long intervals = ahead.dividedBy(interval);
    if (intervals >= SHORTEST_LEAP) {
      Duration time = interval.multipliedBy(intervals);
      world.board().age(time);
      world.runners().stream().filter(Runner::isRunning).forEach(Runner::takesUpItsEntry);
      world.timeline().leap(now.plus(time));
      leapt += time.toSeconds();
    }
  }

  private static Instant earliest(Instant... times) {
    Instant earliest = times[0];
    for (Instant time : times) {
      earliest = time.isBefore(earliest) ? time : earliest;
    }
    return earliest;
  }

  /** Nothing is random, nobody is about to start again, and nothing waits for its time. */
  private boolean mayStandStill() {
    RegisterState state = world.audit().ledger().newest();
    return world.ground().loss == 0
        && world.ground().halfCapacity.isEmpty()
        && world.copies().isStill()
        && state != null
        && state.intents().isEmpty()
        && state.requests().isEmpty()
        && isOpenEnded(state.freeze())
        && state.drains().values().stream().allMatch(Rest::isOpenEnded)
        && state.latches().values().stream().allMatch(latch -> staysOut(state, latch))
        && world.runners().stream().allMatch(runner -> isStill(state, runner));
  }

  private static boolean isOpenEnded(@Nullable Hold hold) {
    return hold == null || hold.until() == null;
  }

  /** A latch moves by itself only once its deployment is Up, and only if it may return so. */
  private boolean staysOut(RegisterState state, Latch latch) {
    VerdictEntry held = state.verdicts().get(latch.where());
    boolean ramp =
        world.setting().fleet().service(latch.where().service()).failback() == FailbackMode.RAMP;
    return held != null && held.verdict() == Verdict.DOWN
        || !latch.released() && !(ramp && latch.by().equals(BY_CYCLES));
  }

  private static boolean isStill(RegisterState state, Runner runner) {
    if (!runner.isRunning()) {
      return !runner.isStarting();
    }
    SteerReport last = runner.last();
    if (last == null || !isStatic(last.outcome())) {
      return false;
    }
    return last.view() == null
        || last.view().judgements().values().stream().noneMatch(found -> isDamped(state, found));
  }

  private static boolean isStatic(CycleOutcome outcome) {
    return switch (outcome) {
      case CycleOutcome.Idle _,
          CycleOutcome.Frozen _,
          CycleOutcome.NoQuorum _,
          CycleOutcome.ForeignTopology _,
          CycleOutcome.HeldClock _,
          CycleOutcome.WentBack _ ->
          true;
      case CycleOutcome.Refused(List<String> rules) -> TIMELESS.containsAll(rules);
      case CycleOutcome.Acted _,
          CycleOutcome.Journaled _,
          CycleOutcome.LostRace _,
          CycleOutcome.Observed _,
          CycleOutcome.Unsettled _,
          CycleOutcome.Waiting _ ->
          false;
    };
  }

  /** A return that waits for its penalty to decay. */
  private static boolean isDamped(RegisterState state, Judgement found) {
    VerdictEntry held = state.verdicts().get(found.subject());
    return held != null && held.verdict() == Verdict.DOWN && found.verdict() == Verdict.UP;
  }

  /** Everything that the next tick could depend on, but for the time. */
  private List<Object> picture() {
    List<Object> seen = new ArrayList<>();
    seen.add(world.ground().picture());
    seen.add(world.zones().all());
    seen.add(world.zones().servers().behind());
    seen.add(world.flags().picture());
    seen.add(world.audit().ledger().epoch());
    seen.add(world.struck());
    for (Runner runner : world.runners()) {
      SteerReport last = runner.last();
      seen.add(runner.name() + " " + (last == null ? "" : last.outcome()));
    }
    for (Observation entry : world.board().entries()) {
      seen.add(List.of(entry.observer(), entry.runId(), entry.blind()));
      entry.targets().values().forEach(known -> seen.add(counted(known)));
    }
    return seen;
  }

  /**
   * What an observer counts of a target. With the same result at every tick, the last 20 attempts
   * are the same at two looks only once they are all alike, and streaks once they are long enough.
   */
  private List<Object> counted(TargetRecord known) {
    int rise = world.setting().fleet().safety().probe().rise();
    return List.of(
        known.opinion(),
        known.recent(),
        known.recentCount(),
        Math.min(known.passes(), rise),
        Math.min(known.failures(), rise),
        known.loss().lost());
  }
}
