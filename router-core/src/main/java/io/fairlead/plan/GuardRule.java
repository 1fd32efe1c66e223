package io.fairlead.plan;

import java.util.List;

/** One safety rule. Each says its numbers whether it refuses or not. */
sealed interface GuardRule
    permits KeepsServing,
        NeverAllZero,
        Panic,
        Velocity,
        Capacity,
        Residency,
        HoldDown,
        ExactlyOne,
        QuorumAlive,
        Freshness,
        RpoGate,
        LagBound,
        EmptyRead {

  /** Every rule, in the order that people read them. */
  static List<GuardRule> all() {
    return List.of(
        new Panic(),
        new KeepsServing(),
        new NeverAllZero(),
        new Velocity(),
        new Capacity(),
        new Residency(),
        new HoldDown(),
        new ExactlyOne(),
        new QuorumAlive(),
        new Freshness(),
        new RpoGate(),
        new LagBound(),
        new EmptyRead());
  }

  /** As in a refusal, such as {@code capacity}. */
  String name();

  /** At least one result; refusals name the target that they refuse, or {@code fleet} for all. */
  List<RuleResult> check(Checked checked);

  /**
   * The reasons of a refused action without which this rule would let the rest of it go on. By
   * default its drains, requests and ramp steps.
   */
  default List<PlanReason> blames(Checked checked, Action refused) {
    return checked.optional(refused);
  }

  /** Whether the refusal passes by itself soon, so that a request may wait for it. */
  default boolean passing() {
    return false;
  }

  /** A refusal by this rule. */
  default RuleResult refuses(String target, String limit, String found) {
    return new RuleResult(name(), target, limit, found, RuleResult.Result.REFUSED);
  }

  /** A warning by this rule. */
  default RuleResult warns(String target, String limit, String found) {
    return new RuleResult(name(), target, limit, found, RuleResult.Result.WARNED);
  }
}
