package io.fairlead.health;

import io.fairlead.fleet.Copies;
import io.fairlead.fleet.Safety;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verdicts as the register holds them, from judgement to judgement. */
public final class Verdicts {
  /** The {@code penaltyAt} of a subject that never fell from Up. */
  public static final Instant NEVER = Instant.EPOCH;

  private Verdicts() {}

  /**
   * Held verdicts with this moment's judgements merged in. Unknown keeps the last state, Degraded
   * ends no Down, and a return to Up waits while the damping penalty suppresses it. A subject
   * enters with its first Up or Down, and leaves when the fleet no longer has it. Equal result =
   * nothing to write.
   *
   * @param judgements of every subject of the fleet
   */
  public static SortedMap<Subject, VerdictEntry> merge(
      Safety safety,
      SortedMap<Subject, VerdictEntry> held,
      SortedMap<Subject, Judgement> judgements,
      Instant now) {
    TreeMap<Subject, VerdictEntry> merged = new TreeMap<>();
    for (Judgement judgement : judgements.values()) {
      VerdictEntry before = held.get(judgement.subject());
      VerdictEntry after =
          before == null ? first(judgement, now) : next(safety.damping(), before, judgement, now);
      if (after != null) {
        merged.put(judgement.subject(), after);
      }
    }
    return Copies.sorted(merged);
  }

  /** The damping penalty of an entry as far as it has decayed by now. */
  public static int penalty(Safety safety, VerdictEntry entry, Instant now) {
    return Penalty.now(safety.damping(), entry, now);
  }

  private static @Nullable VerdictEntry first(Judgement judgement, Instant now) {
    return switch (judgement.verdict()) {
      case UP, DOWN -> new VerdictEntry(judgement.verdict(), now, judgement.detail(), 0, NEVER);
      case DEGRADED, UNKNOWN -> null;
    };
  }

  private static VerdictEntry next(
      Safety.Damping damping, VerdictEntry held, Judgement judgement, Instant now) {
    if (judgement.verdict() == held.verdict()) {
      return held;
    }
    return switch (judgement.verdict()) {
      case UNKNOWN -> held;
      case DOWN -> {
        int penalty = Penalty.afterFall(damping, held, now);
        yield new VerdictEntry(Verdict.DOWN, now, judgement.detail(), penalty, now);
      }
      case DEGRADED -> held.verdict() == Verdict.DOWN ? held : turned(held, judgement, now);
      case UP ->
          held.verdict() == Verdict.DOWN && Penalty.suppresses(damping, held, now)
              ? held
              : turned(held, judgement, now);
    };
  }

  private static VerdictEntry turned(VerdictEntry held, Judgement judgement, Instant now) {
    return new VerdictEntry(
        judgement.verdict(), now, judgement.detail(), held.penalty(), held.penaltyAt());
  }
}
