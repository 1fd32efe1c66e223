package io.fairlead.wiring.topology;

import io.fairlead.fleet.Safety;
import io.fairlead.wiring.yaml.Scalars;
import io.fairlead.wiring.yaml.Section;
import java.util.List;
import java.util.Objects;

/** Builds the safety settings; an omitted key is the production default. */
final class Pace {
  private Pace() {}

  static Safety safety(Section safety) {
    Safety usual = Safety.DEFAULTS;
    return new Safety(
        probe(safety.section("probe"), usual.probe()),
        ramp(safety.section("ramp"), usual.ramp()),
        evacuation(safety.section("evacuation"), usual.evacuation()),
        safety.section("panic").duration("window", usual.panicWindow()),
        damping(safety.section("damping"), usual.damping()),
        safety.number("keepServing", usual.keepServing()),
        safety.number("holdDown", usual.holdDownIntervals()),
        safety.number("freshness", usual.freshnessIntervals()),
        safety.number("intentLife", usual.intentIntervals()),
        safety.section("capacity").number("percent", usual.capacityPercent()));
  }

  private static Safety.ProbePace probe(Section probe, Safety.ProbePace usual) {
    return new Safety.ProbePace(
        probe.duration("interval", usual.interval()),
        probe.duration("timeout", usual.timeout()),
        probe.number("rise", usual.rise()));
  }

  private static Safety.RampPace ramp(Section ramp, Safety.RampPace usual) {
    List<Integer> steps =
        ramp.leaves("steps").stream().map(Scalars::number).filter(Objects::nonNull).toList();
    return new Safety.RampPace(
        ramp.duration("cleanFor", usual.cleanFor()),
        ramp.has("steps") ? steps : usual.steps(),
        ramp.duration("every", usual.every()));
  }

  private static Safety.EvacuationLimit evacuation(
      Section evacuation, Safety.EvacuationLimit usual) {
    return new Safety.EvacuationLimit(
        evacuation.number("limit", usual.limit()), evacuation.duration("per", usual.per()));
  }

  private static Safety.Damping damping(Section damping, Safety.Damping usual) {
    return new Safety.Damping(
        damping.number("perCycle", usual.perCycle()),
        damping.duration("halfLife", usual.halfLife()),
        damping.number("suppress", usual.suppress()),
        damping.number("reuse", usual.reuse()),
        damping.number("cap", usual.cap()));
  }
}
