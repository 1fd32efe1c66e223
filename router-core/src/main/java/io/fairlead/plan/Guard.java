package io.fairlead.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Approves or refuses every action of a plan, rule by rule. Pure. */
public final class Guard {
  private static final String FLEET = "fleet";

  private Guard() {}

  /** Checks all rules against all actions; a refused target does not hold up the others. */
  public static GuardDecision check(View view, Plan plan) {
    return check(Checked.of(view, plan));
  }

  static GuardDecision check(Checked checked) {
    List<RuleResult> results = new ArrayList<>();
    GuardRule.all().forEach(rule -> results.addAll(rule.check(checked)));
    results.sort(Comparator.comparing(RuleResult::result).reversed());
    Set<String> refusedTargets =
        results.stream()
            .filter(result -> result.result() == RuleResult.Result.REFUSED)
            .map(RuleResult::target)
            .collect(Collectors.toSet());
    List<Action> approved = new ArrayList<>();
    List<Action> refused = new ArrayList<>();
    for (Action action : checked.plan().actions()) {
      boolean stays =
          refusedTargets.contains(FLEET)
              || refusedTargets.contains(action.change().target().text());
      (stays ? refused : approved).add(action);
    }
    return new GuardDecision(kind(results, approved), results, approved, refused);
  }

  /** The whole answer in one word. */
  static GuardDecision.Kind kind(List<RuleResult> results, List<Action> approved) {
    List<RuleResult> refusals =
        results.stream().filter(r -> r.result() == RuleResult.Result.REFUSED).toList();
    if (refusals.stream().anyMatch(r -> r.rule().equals(new Panic().name()))) {
      return GuardDecision.Kind.PANIC;
    }
    if (refusals.isEmpty()) {
      return GuardDecision.Kind.APPROVED;
    }
    return approved.isEmpty() ? GuardDecision.Kind.REFUSED : GuardDecision.Kind.PARTLY;
  }
}
