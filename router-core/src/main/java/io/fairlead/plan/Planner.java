package io.fairlead.plan;

import java.util.Set;

/** Makes the plan: rung 1 before rung 2. Pure: equal views give equal plans, byte for byte. */
public final class Planner {
  private Planner() {}

  /**
   * The plan for a view.
   *
   * @param withheld texts of the reasons to plan without, because the guard refused them: drains,
   *     requests, ramp steps, evacuations over the limit
   */
  public static Plan plan(View view, Set<String> withheld) {
    return Planning.of(view, withheld).plan();
  }
}
