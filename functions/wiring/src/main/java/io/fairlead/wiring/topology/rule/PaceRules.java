package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Safety;
import io.fairlead.wiring.shape.Spans;
import io.fairlead.wiring.yaml.Scalars;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.time.Duration;

/**
 * Schedules and timeouts that fit together. A first failure is confirmed by 5 to 20 attempts, 100
 * ms apart, each with the probe's timeout.
 */
final class PaceRules {
  private static final Duration APART = Duration.ofMillis(100);
  private static final int FEWEST = 5;
  private static final int MOST = 20;
  private static final Safety USUAL = Safety.DEFAULTS;

  private final Declared declared;
  private final Section safety;
  private final Section probe;
  private final Duration interval;
  private final Duration timeout;

  private PaceRules(Declared declared) {
    this.declared = declared;
    this.safety = declared.root().section("safety");
    this.probe = safety.section("probe");
    this.interval = probe.duration("interval", USUAL.probe().interval());
    this.timeout = probe.duration("timeout", USUAL.probe().timeout());
  }

  static void check(Declared declared) {
    PaceRules rules = new PaceRules(declared);
    rules.attempts();
    rules.windows();
    rules.ramp();
    rules.damping();
  }

  private void attempts() {
    if (timeout.compareTo(interval) >= 0) {
      declared.error(
          probe.place("timeout"),
          "the timeout "
              + Spans.text(timeout)
              + " is not below the interval "
              + Spans.text(interval));
      return;
    }
    Duration least = confirmation(FEWEST);
    if (least.compareTo(interval) > 0) {
      declared.error(
          probe.place("timeout"),
          "confirming a failure takes "
              + Spans.text(least)
              + " (5 attempts 100 ms apart, then the timeout)"
              + ", more than the interval "
              + Spans.text(interval));
    }
    Duration most = confirmation(MOST);
    Duration fresh = interval.multipliedBy(safety.number("freshness", USUAL.freshnessIntervals()));
    if (most.compareTo(fresh) > 0) {
      declared.error(
          safety.place("freshness"),
          "confirming a failure on a lossy path takes "
              + Spans.text(most)
              + " (20 attempts 100 ms apart, then the timeout), and observations count for "
              + Spans.text(fresh));
    }
  }

  private Duration confirmation(int attempts) {
    return APART.multipliedBy(attempts - 1L).plus(timeout);
  }

  private void windows() {
    Section panic = safety.section("panic");
    Duration window = panic.duration("window", USUAL.panicWindow());
    if (window.compareTo(interval.multipliedBy(2)) < 0) {
      declared.error(
          panic.place("window"),
          "too short to see two regions fall: below two intervals of " + Spans.text(interval));
    }
    Section evacuation = safety.section("evacuation");
    if (evacuation.duration("per", USUAL.evacuation().per()).compareTo(interval) < 0) {
      declared.error(evacuation.place("per"), "shorter than the interval " + Spans.text(interval));
    }
    Duration life = interval.multipliedBy(safety.number("intentLife", USUAL.intentIntervals()));
    if (life.compareTo(timeout.multipliedBy(2)) < 0) {
      declared.error(
          safety.place("intentLife"),
          "an intent expires after "
              + Spans.text(life)
              + ", before one change and its confirming probe ("
              + Spans.text(timeout.multipliedBy(2))
              + ")");
    }
  }

  private void ramp() {
    Section ramp = safety.section("ramp");
    if (ramp.duration("every", USUAL.ramp().every()).compareTo(interval) < 0) {
      declared.error(
          ramp.place("every"),
          "a step shorter than the interval " + Spans.text(interval) + " is never judged");
    }
    int before = 0;
    for (Tree.Leaf leaf : ramp.leaves("steps")) {
      Integer step = Scalars.number(leaf);
      if (step == null) {
        return;
      }
      if (step <= before) {
        declared.error(leaf.place(), "the steps do not rise");
        return;
      }
      before = step;
    }
    if (before != 0 && before != 100) {
      declared.error(ramp.place("steps"), "the steps end at " + before + ", not at 100");
    }
  }

  private void damping() {
    Section damping = safety.section("damping");
    int suppress = damping.number("suppress", USUAL.damping().suppress());
    int reuse = damping.number("reuse", USUAL.damping().reuse());
    int cap = damping.number("cap", USUAL.damping().cap());
    if (reuse >= suppress) {
      declared.error(
          damping.place("reuse"), "reuse " + reuse + " is not below suppress " + suppress);
    }
    if (cap < suppress || cap < damping.number("perCycle", USUAL.damping().perCycle())) {
      declared.error(
          damping.place("cap"), "cap " + cap + " is below suppress " + suppress + " or perCycle");
    }
  }
}
