package io.fairlead.plan;

/** Approves or refuses every action of a plan, rule by rule. Pure. */
public final class Guard {
  private Guard() {}

  /** Checks all rules against all actions; a refused target does not hold up the others. */
  public static GuardDecision check(View view, Plan plan) {
    throw new UnsupportedOperationException(view.fleet().name() + plan.id());
  }
}
