package io.fairlead.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * Between regions the cycles act by themselves only where three observers are declared and a
 * majority of them is fresh and sees.
 */
record QuorumAlive() implements GuardRule {
  private static final int LEAST_OBSERVERS = 3;

  @Override
  public String name() {
    return "quorum-alive";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    int declared = checked.view().fleet().regions().size();
    int needed = Math.max(declared, LEAST_OBSERVERS) / 2 + 1;
    SortedSet<String> live = checked.liveObservers();
    live.retainAll(checked.view().fleet().regions().keySet());
    String limit = needed + " of at least " + LEAST_OBSERVERS + " observers";
    String found = live.size() + " of " + declared + ": " + live;
    List<RuleResult> findings = new ArrayList<>();
    if (declared < LEAST_OBSERVERS || live.size() < needed) {
      for (Action action : checked.plan().actions()) {
        if (!blames(checked, action).isEmpty()) {
          findings.add(refuses(action.change().target().text(), limit, found));
        }
      }
    }
    return Checked.results(findings, name(), limit, found);
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return refused.reasons().stream()
        .filter(
            reason ->
                reason instanceof PlanReason.DeploymentsDown
                    || reason instanceof PlanReason.RampStep)
        .toList();
  }

  @Override
  public boolean passing() {
    return true;
  }
}
