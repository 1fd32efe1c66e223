package io.fairlead.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Nobody gets more than its part of tested capacity at peak demand: a drain, request or ramp step
 * that would is refused; for what is Down it goes on with the resulting load in a warning.
 */
record Capacity() implements GuardRule {
  @Override
  public String name() {
    return "capacity";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    int cap = checked.view().fleet().safety().capacityPercent();
    String limit = "at most " + cap + " % of tested capacity";
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Weights change) {
        for (var where : Gains.of(checked.view().fleet(), change).keySet()) {
          int load = checked.plan().load().getOrDefault(where.text(), 0);
          String found = where.text() + " at " + load + " %";
          String target = change.target().text();
          if (load > cap) {
            findings.add(
                Checked.optional(action).isEmpty()
                    ? warns(target, limit, found)
                    : refuses(target, limit, found));
          }
        }
      }
    }
    int most = checked.plan().load().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return Checked.results(findings, name(), limit, "at most " + most + " %");
  }
}
