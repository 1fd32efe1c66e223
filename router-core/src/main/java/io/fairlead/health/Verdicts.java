package io.fairlead.health;

import io.fairlead.fleet.Safety;
import java.time.Instant;
import java.util.SortedMap;

/** Verdicts as the register holds them, from judgement to judgement. */
public final class Verdicts {
  private Verdicts() {}

  /**
   * Held verdicts with this moment's judgements merged in. Unknown keeps the last state; a return
   * to Up is delayed while the damping penalty suppresses it. Equal result = nothing to write.
   */
  public static SortedMap<Subject, VerdictEntry> merge(
      Safety safety,
      SortedMap<Subject, VerdictEntry> held,
      SortedMap<Subject, Judgement> judgements,
      Instant now) {
    throw new UnsupportedOperationException();
  }
}
