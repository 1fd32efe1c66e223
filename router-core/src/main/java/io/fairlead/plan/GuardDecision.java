package io.fairlead.plan;

import java.util.List;

/**
 * The guard's answer to a plan.
 *
 * @param results every rule's result, refusals first
 * @param approved the actions that may be carried out
 * @param refused the actions that may not
 */
public record GuardDecision(
    Kind kind, List<RuleResult> results, List<Action> approved, List<Action> refused) {
  /** The whole answer in one word. */
  public enum Kind {
    APPROVED,
    /** Some targets are refused, others approved. */
    PARTLY,
    REFUSED,
    /** The panic rule fired: freeze everything and alert. */
    PANIC
  }

  public GuardDecision {
    results = List.copyOf(results);
    approved = List.copyOf(approved);
    refused = List.copyOf(refused);
  }
}
