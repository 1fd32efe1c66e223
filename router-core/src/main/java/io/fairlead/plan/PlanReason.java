package io.fairlead.plan;

/** Why an action is planned. */
public sealed interface PlanReason {
  /** One sentence for people. */
  String text();

  /** The holder of an address is Down and another node is Up. */
  record HolderDown(String holder, String to) implements PlanReason {
    @Override
    public String text() {
      return "holder " + holder + " is Down, " + to + " is Up";
    }
  }

  /** An address sits on nothing. */
  record OnNothing(String to) implements PlanReason {
    @Override
    public String text() {
      return "the address is on nothing, " + to + " is Up";
    }
  }

  /** A deployment, or its whole group, is Down and rung 1 cannot help. */
  record DeploymentsDown(String region, String what) implements PlanReason {
    @Override
    public String text() {
      return what + " is Down in " + region;
    }
  }

  /** An operator drained the subject. */
  record Drained(String subject, String by) implements PlanReason {
    @Override
    public String text() {
      return subject + " is drained by " + by;
    }
  }

  /** An operator asked for it. */
  record Requested(String verb, String subject, String by) implements PlanReason {
    @Override
    public String text() {
      return verb + " of " + subject + " requested by " + by;
    }
  }

  /** A deployment left before and its latch keeps it out. */
  record Latched(String where, String why) implements PlanReason {
    @Override
    public String text() {
      return where + " is latched out: " + why;
    }
  }

  /** A latched region returns by one step. */
  record RampStep(String where, int percent) implements PlanReason {
    @Override
    public String text() {
      return where + " returns, at " + percent + " %";
    }
  }

  /** What is set differs from what is wanted. */
  record Drift(String what) implements PlanReason {
    @Override
    public String text() {
      return what + " differs from what is wanted";
    }
  }

  /** A flag of ours outlived the return it belongs to. */
  record StaleFlag(String flag) implements PlanReason {
    @Override
    public String text() {
      return "flag " + flag + " is older than the last confirmed return";
    }
  }
}
