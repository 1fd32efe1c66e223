package io.fairlead.plan;

import io.fairlead.health.Subject;
import java.util.ArrayList;
import java.util.List;

/** A region whose copy is beyond its lag bound takes no new share. */
record LagBound() implements GuardRule {
  @Override
  public String name() {
    return "replication-lag";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Weights change && !RpoGate.accepted(checked, action)) {
        for (Subject.OfDeployment where : Gains.of(checked.view().fleet(), change).keySet()) {
          ReplicationLag lag = checked.view().lag().get(where);
          if (lag != null && lag.lag().compareTo(lag.bound()) > 0) {
            findings.add(
                refuses(
                    change.target().text(),
                    "lag at most " + Durations.text(lag.bound()),
                    where.text() + " is " + Durations.text(lag.lag()) + " behind"));
          }
        }
      }
    }
    return Checked.results(
        findings, name(), "lag within each bound", checked.view().lag().size() + " measured");
  }
}
