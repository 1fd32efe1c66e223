package io.fairlead.cycle;

import io.fairlead.fleet.Mode;
import io.fairlead.plan.Decision;
import io.fairlead.plan.RuleResult;
import io.fairlead.plan.View;
import java.util.List;
import java.util.Optional;

/**
 * A decided tick on its way into the register.
 *
 * @param wanted what was decided
 * @param decision what of it may be carried out under freeze and mode
 */
record Committing(
    Tick tick,
    View view,
    Decision wanted,
    Decision decision,
    Journal journal,
    Optional<String> freeze) {
  /** The report where the register's write did not come about: nothing was applied. */
  SteerReport ended(CycleOutcome outcome) {
    return new SteerReport(
        outcome,
        tick.now(),
        tick.epoch(),
        tick.before(),
        view,
        wanted,
        List.of(),
        List.of(),
        List.of());
  }

  /** How the tick ended, once its write stands. */
  CycleOutcome outcome(List<AppliedStep> applied, int confirmed) {
    if (!applied.isEmpty()) {
      return new CycleOutcome.Acted(applied.size(), confirmed);
    }
    if (freeze.isPresent()) {
      return new CycleOutcome.Frozen(freeze.get());
    }
    if (view.fleet().mode() == Mode.OBSERVE && !wanted.plan().actions().isEmpty()) {
      return new CycleOutcome.Observed(wanted.plan().actions().size());
    }
    if (!decision.guard().refused().isEmpty()) {
      return new CycleOutcome.Refused(refusingRules());
    }
    return journal.changes(tick.before()) ? new CycleOutcome.Journaled() : new CycleOutcome.Idle();
  }

  private List<String> refusingRules() {
    return decision.guard().results().stream()
        .filter(result -> result.result() == RuleResult.Result.REFUSED)
        .map(RuleResult::rule)
        .distinct()
        .toList();
  }
}
