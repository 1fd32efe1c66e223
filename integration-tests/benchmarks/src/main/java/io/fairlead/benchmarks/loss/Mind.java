package io.fairlead.benchmarks.loss;

import io.fairlead.fleet.Safety.ProbePace;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Opinions;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** How an observer makes up its mind. */
public enum Mind {
  /** As Fairlead does. */
  FAIRLEAD {
    @Override
    SortedMap<ProbeTarget, Confirmation> confirmations(
        SortedMap<ProbeTarget, TargetRecord> known,
        SortedSet<ProbeTarget> targets,
        ProbePace pace,
        Instant now) {
      return Opinions.confirmations(known, targets, pace, now);
    }

    @Override
    SortedMap<ProbeTarget, TargetRecord> next(
        SortedMap<ProbeTarget, TargetRecord> known, List<ProbeResult> results, ProbePace pace) {
      return Opinions.next(known, results, pace);
    }
  },

  /** Two counters, as many health checkers have: two failed probes are Down, two passes are Up. */
  TWO_COUNTERS {
    @Override
    SortedMap<ProbeTarget, Confirmation> confirmations(
        SortedMap<ProbeTarget, TargetRecord> known,
        SortedSet<ProbeTarget> targets,
        ProbePace pace,
        Instant now) {
      TreeMap<ProbeTarget, Confirmation> once = new TreeMap<>();
      Duration spacing = Duration.ofMillis(100);
      Confirmation one = new Confirmation(0, 1, spacing, pace.timeout());
      targets.forEach(target -> once.put(target, one));
      return once;
    }

    @Override
    SortedMap<ProbeTarget, TargetRecord> next(
        SortedMap<ProbeTarget, TargetRecord> known, List<ProbeResult> results, ProbePace pace) {
      TreeMap<ProbeTarget, TargetRecord> next = new TreeMap<>(known);
      Opinions.next(known, results, pace)
          .forEach((target, seen) -> next.put(target, counted(known, seen)));
      return next;
    }
  };

  private static final int COUNTER = 2;

  abstract SortedMap<ProbeTarget, Confirmation> confirmations(
      SortedMap<ProbeTarget, TargetRecord> known,
      SortedSet<ProbeTarget> targets,
      ProbePace pace,
      Instant now);

  abstract SortedMap<ProbeTarget, TargetRecord> next(
      SortedMap<ProbeTarget, TargetRecord> known, List<ProbeResult> results, ProbePace pace);

  private static TargetRecord counted(
      SortedMap<ProbeTarget, TargetRecord> known, TargetRecord seen) {
    TargetRecord before = known.get(seen.last().target());
    Verdict held = before == null ? Verdict.UNKNOWN : before.opinion();
    boolean passed = seen.last().outcome() == Outcome.PASSED;
    int count = passed ? seen.passes() : seen.failures();
    Verdict opinion = count < COUNTER ? held : passed ? Verdict.UP : Verdict.DOWN;
    return new TargetRecord(
        opinion,
        seen.passes(),
        seen.failures(),
        seen.recent(),
        seen.recentCount(),
        seen.loss(),
        seen.firstFailure(),
        seen.lastBegan(),
        seen.last());
  }
}
