package io.fairlead.health;

import java.util.Collection;
import java.util.Collections;

/** Combines verdicts of parts into that of the whole. */
final class Opinion {
  private Opinion() {}

  /** Of what needs all of its parts: any Down is Down; Up needs all Up. */
  static Verdict ofAll(Collection<Verdict> parts) {
    if (parts.contains(Verdict.DOWN)) {
      return Verdict.DOWN;
    }
    if (parts.isEmpty() || parts.contains(Verdict.UNKNOWN)) {
      return Verdict.UNKNOWN;
    }
    return parts.contains(Verdict.DEGRADED) ? Verdict.DEGRADED : Verdict.UP;
  }

  /** Of what stands while one of its parts does: Down needs all Down, some make it Degraded. */
  static Verdict ofAny(Collection<Verdict> parts) {
    if (parts.contains(Verdict.DOWN)
        && Collections.frequency(parts, Verdict.DOWN) == parts.size()) {
      return Verdict.DOWN;
    }
    if (parts.contains(Verdict.DOWN) || parts.contains(Verdict.DEGRADED)) {
      return Verdict.DEGRADED;
    }
    return parts.isEmpty() || parts.contains(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.UP;
  }
}
