package io.fairlead.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A plan with the guard's answer. Where the guard refused a drain, a request or a ramp step that
 * shares a target with a failover, the plan is made again without it, so that a failover never
 * waits for a drain.
 *
 * @param withheld texts of the reasons that the plan was made without
 */
public record Decision(Plan plan, GuardDecision guard, SortedSet<String> withheld) {
  public Decision {
    withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
  }

  /** A decision that left nothing out. */
  public Decision(Plan plan, GuardDecision guard) {
    this(plan, guard, new TreeSet<>());
  }

  /** Decides for a view. */
  public static Decision of(View view) {
    throw new UnsupportedOperationException(view.fleet().name());
  }
}
