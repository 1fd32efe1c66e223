package io.fairlead.plan;

import io.fairlead.journal.RegisterState.Evacuation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The automatic evacuations that count against the limit. A region's evacuation is one from its
 * first flag until the first return, with all its groups and however often it had to be journaled
 * anew; a region that returned and falls again is evacuated a second time.
 */
final class Evacuations {
  private Evacuations() {}

  /** Those within the limit's window, oldest first. */
  static List<Evacuation> recent(View view) {
    Instant from = view.now().minus(view.fleet().safety().evacuation().per());
    return view.state().evacuations().stream()
        .filter(evacuation -> evacuation.at().isAfter(from))
        .sorted(Comparator.comparing(Evacuation::at).thenComparing(Evacuation::region))
        .toList();
  }

  /**
   * Whether raising a flag of a region begins an evacuation that is not yet counted. What the
   * register has confirmed decides, and no flag: a store may not answer, an operator's flag stands
   * for no evacuation of ours.
   */
  static boolean begins(View view, String region) {
    List<Evacuation> before =
        recent(view).stream().filter(evacuation -> evacuation.region().equals(region)).toList();
    return before.isEmpty() || before.getLast().returned();
  }
}
