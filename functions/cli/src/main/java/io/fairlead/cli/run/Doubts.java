package io.fairlead.cli.run;

import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What this observer sees Down and the register does not hold to be, as known last. */
final class Doubts {
  private SortedMap<ProbeTarget, TargetRecord> seen = new TreeMap<>();
  private SortedMap<Subject, VerdictEntry> held = new TreeMap<>();

  /** This observer has looked. */
  void seen(SortedMap<ProbeTarget, TargetRecord> targets) {
    seen = targets;
  }

  /** The register was read. */
  void held(SortedMap<Subject, VerdictEntry> verdicts) {
    held = verdicts;
  }

  /** Whether there is any. */
  boolean any() {
    return seen.entrySet().stream()
        .anyMatch(entry -> alone(entry.getKey().subject(), entry.getValue()));
  }

  /**
   * Those to try once more now: they fail, not by a refusal, and began to after a time. Rung 1
   * needs a witness whose probe began after the holder's first failure (decision 89).
   */
  SortedSet<ProbeTarget> unrefusedSince(Instant since) {
    SortedSet<ProbeTarget> doubted = new TreeSet<>();
    seen.forEach(
        (target, known) -> {
          Instant first = known.firstFailure();
          boolean fresh = first != null && first.isAfter(since) && !known.last().refused();
          if (fresh && alone(target.subject(), known)) {
            doubted.add(target);
          }
        });
    return doubted;
  }

  private boolean alone(Subject subject, TargetRecord known) {
    return known.opinion() == Verdict.DOWN && notDown(held.get(subject));
  }

  private static boolean notDown(@Nullable VerdictEntry entry) {
    return entry == null || entry.verdict() != Verdict.DOWN;
  }
}
