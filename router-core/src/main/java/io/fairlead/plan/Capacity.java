package io.fairlead.plan;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.traffic.Homes;
import java.util.ArrayList;
import java.util.List;

/**
 * Nobody gets more than its part of tested capacity at peak demand: a drain, request or ramp step
 * that would is refused; for what is Down, and up to the home shares that a person declared, it
 * goes on with the resulting load in a warning.
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
          boolean may =
              checked.optional(action).isEmpty()
                  || load <= home(checked, where)
                  || takesOver(action, where);
          String found = where.text() + " at " + load + " %";
          String target = change.target().text();
          if (load > cap) {
            findings.add(may ? warns(target, limit, found) : refuses(target, limit, found));
          }
        }
      }
    }
    int most = checked.plan().load().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return Checked.results(findings, name(), limit, "at most " + most + " %");
  }

  /** What returns gets more than its step only where nobody else is in to take what fell. */
  private static boolean takesOver(Action action, Subject.OfDeployment where) {
    return Checked.automatic(action) && Checked.returns(action, where);
  }

  /** The load of a deployment under the home shares, which a person declared. */
  private static int home(Checked checked, Subject.OfDeployment where) {
    Service service = checked.view().fleet().service(where.service());
    Deployment deployment = service.deployments().get(where.region());
    double demand = 0;
    for (Partition partition : service.partitions().values()) {
      int share = Homes.of(partition).getOrDefault(where.region(), 0);
      demand += partition.demand() * share / 100.0;
    }
    return deployment == null ? 0 : Loads.percent(demand, deployment.capacity());
  }
}
