package io.fairlead.plan;

import io.fairlead.health.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy that would lose more than its service allows is not promoted, unless an operator accepts
 * the loss. Services without replication are exempt.
 */
record RpoGate() implements GuardRule {
  @Override
  public String name() {
    return "rpo-gate";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    List<RuleResult> findings = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      if (action.change() instanceof Change.Weights change && !accepted(checked, action)) {
        for (Subject.OfDeployment where : Gains.of(checked.view().fleet(), change).keySet()) {
          if (Lags.isPromoted(checked.view(), where)) {
            Lags.of(checked.view(), where).stream()
                .filter(Lag::losesTooMuch)
                .map(
                    lag ->
                        refuses(
                            change.target().text(),
                            "loses at most " + lag.mostLost(),
                            where.text() + ": " + lag.text()))
                .forEach(findings::add);
          }
        }
      }
    }
    return Checked.results(
        findings, name(), "loss within each bound", checked.view().lag().size() + " measured");
  }

  /** Whether an open request with accept-loss asks for this action. */
  static boolean accepted(Checked checked, Action action) {
    return checked.view().state().requests().stream()
        .filter(request -> request.acceptLoss())
        .anyMatch(request -> action.reasons().contains(Requests.reason(request)));
  }
}
