package io.fairlead.plan;

import io.fairlead.journal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Journals each refusal once, as long as it lasts. */
final class RefusalJournal {
  private RefusalJournal() {}

  /** Keeps refusals that last, tells new ones, and forgets those that are over. */
  static void write(Draft draft, GuardDecision guard) {
    List<Refusal> lasting = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (RuleResult result : guard.results()) {
      if (result.result() == RuleResult.Result.REFUSED
          && seen.add(result.rule() + " " + result.target() + " " + result.limit())) {
        lasting.add(kept(draft, result));
      }
    }
    draft.refusals.clear();
    draft.refusals.addAll(lasting);
  }

  private static Refusal kept(Draft draft, RuleResult result) {
    for (Refusal refusal : draft.refusals) {
      if (refusal.rule().equals(result.rule())
          && refusal.target().equals(result.target())
          && refusal.limit().equals(result.limit())) {
        return refusal;
      }
    }
    draft.tell(
        "refused",
        result.target(),
        result.rule() + ": found " + result.found() + ", limit " + result.limit());
    return new Refusal(
        result.rule(), result.target(), result.limit(), result.found(), draft.view.now());
  }
}
