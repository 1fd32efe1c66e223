package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.Latch;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** At least K deployments of a service stay in, and every partition keeps a region. */
record KeepsServing() implements GuardRule {
  @Override
  public String name() {
    return "keeps-K-serving";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    Fleet fleet = checked.view().fleet();
    int keep = fleet.safety().keepServing();
    List<RuleResult> findings = new ArrayList<>();
    int least = Integer.MAX_VALUE;
    for (Service service : fleet.services().values()) {
      SortedSet<String> out = out(checked, service);
      int stay = service.deployments().size() - out.size();
      int wanted = Math.min(keep, service.deployments().size());
      least = Math.min(least, stay);
      if (stay < wanted) {
        String found = stay + " of " + service.name() + " would stay in, without " + out;
        leaving(checked, service).forEach(action -> findings.add(refuse(action, wanted, found)));
      }
      findings.addAll(emptied(checked, service));
    }
    return Checked.results(findings, name(), "at least " + keep, "at least " + least + " stay in");
  }

  private RuleResult refuse(Action action, int wanted, String found) {
    return refuses(action.change().target().text(), "at least " + wanted, found);
  }

  /** Actions that take a deployment of the service out. */
  private static List<Action> leaving(Checked checked, Service service) {
    return checked.plan().actions().stream()
        .filter(
            action ->
                service.deployments().keySet().stream()
                    .anyMatch(region -> takesOut(action, service, region)))
        .toList();
  }

  private static SortedSet<String> out(Checked checked, Service service) {
    SortedSet<String> out = new TreeSet<>();
    for (String region : service.deployments().keySet()) {
      Subject.OfDeployment where = new Subject.OfDeployment(service.name(), region);
      Latch latch = checked.view().state().latches().get(where);
      boolean leaves =
          checked.plan().actions().stream().anyMatch(action -> takesOut(action, service, region));
      boolean drained =
          checked.situation().drainOf(where) != null && !checked.situation().carriesTraffic(where);
      boolean latched = latch != null && latch.step() == 0 && !returns(checked, where);
      if (leaves || drained || latched) {
        out.add(region);
      }
    }
    return out;
  }

  /** Whether the same plan lets it return: it is in once the plan is carried out. */
  private static boolean returns(Checked checked, Subject.OfDeployment where) {
    return checked.plan().actions().stream().anyMatch(action -> Checked.returns(action, where));
  }

  private static boolean takesOut(Action action, Service service, String region) {
    return switch (action.change()) {
      case Change.Raise(var flag) ->
          flag.region().equals(region) && flag.group().equals(service.failoverGroup());
      case Change.Weights weights ->
          weights.shares().keySet().stream().anyMatch(id -> id.service().equals(service.name()))
              && action.reasons().stream().anyMatch(reason -> takesOut(reason, service, region));
      case Change.Move _, Change.Lower _ -> false;
    };
  }

  private static boolean takesOut(PlanReason reason, Service service, String region) {
    String deployment = new Subject.OfDeployment(service.name(), region).text();
    return switch (reason) {
      case PlanReason.DeploymentsDown(var where, var what) ->
          where.equals(region) && what.equals(service.name());
      case PlanReason.Drained(var subject, var _) ->
          subject.equals("region/" + region) || subject.equals(deployment);
      case PlanReason.Requested(var verb, var subject, var _) ->
          verb.equals("failover")
              && (subject.equals("region/" + region) || subject.equals(deployment));
      case PlanReason.HolderDown _,
          PlanReason.OnNothing _,
          PlanReason.Latched _,
          PlanReason.RampStep _,
          PlanReason.Drift _,
          PlanReason.StaleFlag _ ->
          false;
    };
  }

  /** Partitions that a drain or request would leave without any region: nothing was planned. */
  private List<RuleResult> emptied(Checked checked, Service service) {
    List<RuleResult> findings = new ArrayList<>();
    Situation situation = checked.situation();
    Requests requests = checked.unreserved().requests();
    for (Partition partition : service.partitions().values()) {
      SortedSet<String> asked = new TreeSet<>();
      boolean remains = false;
      for (String region : checked.view().fleet().regionsOf(partition)) {
        Subject.OfDeployment where = new Subject.OfDeployment(service.name(), region);
        Latch latch = checked.view().state().latches().get(where);
        if (situation.drainOf(where) != null || requests.leaving(where) != null) {
          asked.add(region);
        } else if (situation.held(where) != Verdict.DOWN && (latch == null || latch.step() > 0)) {
          remains = true;
        }
      }
      if (!asked.isEmpty() && !remains) {
        findings.add(
            refuses(
                "partition/" + partition.id(),
                "at least 1 region for " + partition.id(),
                "none without " + asked));
      }
    }
    return findings;
  }
}
