package io.fairlead.local.zone;

import io.fairlead.port.ApplyOutcome;
import java.util.List;
import java.util.function.Predicate;

/** What several edges' outcomes of one order amount to. */
final class Majority {
  private Majority() {}

  /** Edges that make a majority of all. */
  static int needed(int edges) {
    return edges / 2 + 1;
  }

  /**
   * Accepted where a majority accepted. Else, where no edge accepted or may have, what the edges
   * said; and Unknown where some did and a majority did not, since the change is then half made.
   */
  static ApplyOutcome of(List<ApplyOutcome> outcomes) {
    long accepted = count(outcomes, ApplyOutcome.Accepted.class::isInstance);
    if (accepted >= needed(outcomes.size())) {
      return new ApplyOutcome.Accepted();
    }
    long unknown = count(outcomes, ApplyOutcome.Unknown.class::isInstance);
    if (accepted + unknown > 0) {
      return new ApplyOutcome.Unknown(
          accepted + " of " + outcomes.size() + " edges took it: " + outcomes);
    }
    return outcomes.stream()
        .filter(ApplyOutcome.Conflict.class::isInstance)
        .findFirst()
        .orElseGet(outcomes::getFirst);
  }

  private static long count(List<ApplyOutcome> outcomes, Predicate<ApplyOutcome> matches) {
    return outcomes.stream().filter(matches).count();
  }
}
