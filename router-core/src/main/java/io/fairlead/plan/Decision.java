package io.fairlead.plan;

/**
 * A plan with the guard's answer. Where the guard refused a drain, a request or a ramp step that
 * shares a target with a failover, the plan is made again without it, so that a failover never
 * waits for a drain.
 */
public record Decision(Plan plan, GuardDecision guard) {
  /** Decides for a view. */
  public static Decision of(View view) {
    throw new UnsupportedOperationException(view.fleet().name());
  }
}
