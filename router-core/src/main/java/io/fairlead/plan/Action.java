package io.fairlead.plan;

import java.util.List;

/**
 * One change with why.
 *
 * @param rung 1 = inside the region, 2 = between regions
 * @param evidence votes and numbers it rests on
 */
public record Action(int rung, Change change, List<PlanReason> reasons, List<String> evidence) {
  public Action {
    reasons = List.copyOf(reasons);
    evidence = List.copyOf(evidence);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("an action needs a reason: " + change.target().text());
    }
  }
}
