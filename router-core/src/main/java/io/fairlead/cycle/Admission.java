package io.fairlead.cycle;

import io.fairlead.cycle.CycleOutcome.ForeignTopology;
import io.fairlead.cycle.CycleOutcome.HeldClock;
import io.fairlead.cycle.CycleOutcome.Waiting;
import io.fairlead.fleet.BriefDigest;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import io.fairlead.journal.RegisterState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** Whether a tick may decide at all: topology, register time, and somebody fresh to believe. */
final class Admission {
  private Admission() {}

  /** Why the register's state holds this function back. */
  static Optional<CycleOutcome> register(Fleet fleet, RegisterState state, Instant now) {
    if (!state.topology().equals(fleet.digest())) {
      return Optional.of(new ForeignTopology(state.topology(), fleet.digest()));
    }
    if (state.writtenAt().isAfter(now.plus(ProbeCycle.CLOCK_MARGIN))) {
      long ahead = Duration.between(now, state.writtenAt()).toMillis();
      return Optional.of(new HeldClock("the register was written " + ahead + " ms ahead of now"));
    }
    return Optional.empty();
  }

  /**
   * Why the observations hold it back: none is fresh, or most lie ahead of this function's clock,
   * which therefore cannot tell fresh from stale.
   */
  static Optional<CycleOutcome> observations(
      Fleet fleet, SortedMap<String, Observation> entries, Instant now) {
    long ahead =
        entries.values().stream()
            .filter(entry -> entry.at().isAfter(now.plus(ProbeCycle.CLOCK_MARGIN)))
            .count();
    if (2 * ahead > entries.size()) {
      return Optional.of(
          new HeldClock(ahead + " of " + entries.size() + " observations lie ahead of now"));
    }
    boolean fresh = entries.values().stream().anyMatch(entry -> isFresh(fleet, entry, now));
    return fresh
        ? Optional.empty()
        : Optional.of(
            new HeldClock(
                "none of " + entries.size() + " observations is fresh: nobody to believe"));
  }

  /**
   * Why the register's epoch holds it back: an entry tells of a later one.
   *
   * @param found the epoch read, 0 = empty
   */
  static Optional<CycleOutcome> older(SortedMap<String, Observation> entries, long found) {
    return CycleOutcome.WentBack.of(entries, found).map(back -> back);
  }

  /** Why an empty register is not yet written. */
  static Optional<CycleOutcome> adopts(
      Fleet fleet, SortedMap<String, Observation> entries, Instant now) {
    long reporting =
        entries.values().stream()
            .filter(entry -> isFresh(fleet, entry, now))
            .filter(entry -> entry.topologyDigest().equals(fleet.digest()))
            .count();
    int observers = fleet.regions().size();
    return 2 * reporting > observers
        ? Optional.empty()
        : Optional.of(
            new Waiting(
                "topology "
                    + BriefDigest.of(fleet.digest())
                    + " is reported by "
                    + reporting
                    + " of "
                    + observers
                    + " observers"));
  }

  private static boolean isFresh(Fleet fleet, Observation entry, Instant now) {
    return entry.at().isAfter(now.minus(fleet.safety().freshness()))
        && !entry.at().isAfter(now.plus(ProbeCycle.CLOCK_MARGIN));
  }
}
