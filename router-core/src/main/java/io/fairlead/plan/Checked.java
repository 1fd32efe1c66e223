package io.fairlead.plan;

import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A plan under the guard, with the questions that rules ask of it.
 *
 * @param unreserved how the same view is planned for with nothing withheld
 */
record Checked(Situation situation, NodeHealth health, Plan plan, Planning unreserved) {
  static Checked of(View view, Plan plan) {
    return of(plan, Planning.of(view, Set.of()));
  }

  static Checked of(Plan plan, Planning unreserved) {
    return new Checked(unreserved.situation(), unreserved.health(), plan, unreserved);
  }

  View view() {
    return situation.view();
  }

  /** Actions with a weights change. */
  Stream<Action> weights() {
    return plan.actions().stream().filter(action -> action.change() instanceof Change.Weights);
  }

  /** Whether the cycles want the action by themselves because something is Down. */
  static boolean automatic(Action action) {
    return action.reasons().stream().anyMatch(PlanReason.DeploymentsDown.class::isInstance);
  }

  /** Drains, requests and steps of a ramp that are not yet taken: what may wait. */
  List<PlanReason> optional(Action action) {
    return action.reasons().stream()
        .filter(
            reason ->
                switch (reason) {
                  case PlanReason.Drained _, PlanReason.Requested _ -> true;
                  case PlanReason.RampStep step -> !taken(step);
                  case PlanReason.HolderDown _,
                      PlanReason.OnNothing _,
                      PlanReason.DeploymentsDown _,
                      PlanReason.Latched _,
                      PlanReason.Drift _,
                      PlanReason.StaleFlag _ ->
                      false;
                })
        .toList();
  }

  /** Whether a deployment is at a step already, and only its weight is another beside others. */
  private boolean taken(PlanReason.RampStep step) {
    return view().state().latches().values().stream()
        .anyMatch(
            latch ->
                latch.where().text().equals(step.where())
                    && latch.step() > 0
                    && Returns.percent(situation, latch) == step.percent());
  }

  /** Whether an action gives a deployment that was out a part of its share again. */
  static boolean returns(Action action, Subject.OfDeployment where) {
    return action.reasons().stream()
        .anyMatch(
            reason ->
                reason instanceof PlanReason.RampStep step && step.where().equals(where.text()));
  }

  /** Deployments that an action takes out because they are Down. */
  static Stream<PlanReason.DeploymentsDown> falls(Action action) {
    return action.reasons().stream()
        .filter(PlanReason.DeploymentsDown.class::isInstance)
        .map(PlanReason.DeploymentsDown.class::cast);
  }

  /** Observers whose entries count now: fresh and not blind. */
  SortedSet<String> liveObservers() {
    SortedSet<String> live = new TreeSet<>();
    for (Observation observation : view().observations().values()) {
      if (health.speaks(observation.observer())) {
        live.add(observation.observer());
      }
    }
    return live;
  }

  /** The results of a rule: what it refuses or warns of, or one approval with its numbers. */
  static List<RuleResult> results(
      Collection<RuleResult> findings, String rule, String limit, String found) {
    List<RuleResult> results = new ArrayList<>(findings);
    if (results.isEmpty()) {
      results.add(new RuleResult(rule, "fleet", limit, found, RuleResult.Result.APPROVED));
    }
    return results;
  }
}
