package io.fairlead.plan;

import io.fairlead.fleet.Service;
import io.fairlead.health.Coverage;
import io.fairlead.health.Judge;
import io.fairlead.health.Observation;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/** What a region's own observer says of its nodes now, and how old the word on endpoints is. */
final class NodeHealth {
  private final View view;
  private final Coverage coverage;
  private final Judge judge;

  /** Every rung and rule asks the same few questions of one view. */
  private final Map<Asked, Verdict> known = new HashMap<>();

  private record Asked(Subject.OfNode node, String service) {}

  NodeHealth(View view) {
    this.view = view;
    this.coverage = new Coverage(view.fleet());
    this.judge = new Judge(view.fleet(), coverage, view.observations(), view.now());
  }

  /** Whether the region's own observer speaks: fresh, not blind, of this topology. */
  boolean speaks(String region) {
    return judge.counts(region);
  }

  /** A node's verdict for one service: Down by any of its probes, Up only by all of them. */
  Verdict of(String region, String node, String service) {
    return known.computeIfAbsent(
        new Asked(new Subject.OfNode(region, node), service),
        asked -> judge.nodeFor(asked.node(), asked.service()).verdict());
  }

  /** A node's verdict for several services together. */
  Verdict of(String region, String node, Collection<Service> services) {
    Verdict worst = services.isEmpty() ? Verdict.UNKNOWN : Verdict.UP;
    for (Service service : services) {
      worst = worse(worst, of(region, node, service.name()));
    }
    return worst;
  }

  /** Whether every probe of the node for a service was begun at or after a time. */
  boolean seenSince(String region, String node, String service, Instant since) {
    Observation own = view.observations().get(region);
    SortedSet<ProbeTarget> targets = coverage.nodeTargets(region, node, service);
    if (own == null || targets.isEmpty()) {
      return false;
    }
    for (ProbeTarget target : targets) {
      TargetRecord record = own.targets().get(target);
      if (record == null || record.lastBegan().isBefore(since)) {
        return false;
      }
    }
    return true;
  }

  /** Whether probes of a deployment that began at or after a time make it Down. */
  boolean failsSince(Subject.OfDeployment where, Instant since) {
    return judge.failsSince(where, since);
  }

  private static Verdict worse(Verdict one, Verdict other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case UP -> 0;
      case DEGRADED -> 1;
      case UNKNOWN -> 2;
      case DOWN -> 3;
    };
  }
}
