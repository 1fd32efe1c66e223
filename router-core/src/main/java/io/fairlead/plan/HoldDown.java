package io.fairlead.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A target that was just changed is left alone; an address on nothing is not. */
record HoldDown() implements GuardRule {
  @Override
  public String name() {
    return "hold-down";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    Duration hold = checked.view().fleet().safety().holdDown();
    String limit = Durations.text(hold) + " between two changes";
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      Instant changed = checked.situation().changedAt(action.change().target());
      boolean recent =
          changed.isAfter(Instant.MIN) && checked.view().now().isBefore(changed.plus(hold));
      if (recent && !exempt(action)) {
        findings.add(refuses(action.change().target().text(), limit, "last changed at " + changed));
      }
    }
    return Checked.results(findings, name(), limit, "none changed that recently");
  }

  private static boolean exempt(Action action) {
    return switch (action.change()) {
      case Change.Move(var _, var from, var _) -> from == null;
      case Change.Lower _ ->
          action.reasons().stream().allMatch(PlanReason.StaleFlag.class::isInstance);
      case Change.Raise _, Change.Weights _ -> false;
    };
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return List.of();
  }

  @Override
  public boolean passing() {
    return true;
  }
}
