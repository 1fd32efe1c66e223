package io.fairlead.cycle;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Probe;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Opinions;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.port.ProbeOrder;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** Turns probe targets into orders: what to connect to, from where, and how to confirm. Pure. */
final class ProbeOrders {
  private final Fleet fleet;
  private final String observer;

  ProbeOrders(Fleet fleet, String observer) {
    this.fleet = fleet;
    this.observer = observer;
  }

  /** One order a target, in the targets' order. */
  List<ProbeOrder> of(
      SortedSet<ProbeTarget> targets, SortedMap<ProbeTarget, TargetRecord> before, Instant now) {
    SortedMap<ProbeTarget, Confirmation> confirmations =
        Opinions.confirmations(before, targets, fleet.safety().probe(), now);
    return confirmations.entrySet().stream()
        .map(entry -> order(entry.getKey(), entry.getValue()))
        .toList();
  }

  private ProbeOrder order(ProbeTarget target, Confirmation confirmation) {
    Probe probe = fleet.probes().get(target.probe());
    if (probe == null) {
      throw new IllegalArgumentException("no probe " + target.probe() + " for " + target.text());
    }
    return new ProbeOrder(
        target,
        hostOf(target.subject()),
        probe.check(),
        probe.privateTarget(),
        fleet.region(observer).observer().from(),
        fleet.safety().probe().timeout(),
        confirmation);
  }

  /** A node's own host; of a deployment the first address that its clients connect to. */
  private String hostOf(Subject subject) {
    return switch (subject) {
      case Subject.OfNode(String region, String node) -> {
        Node found = fleet.region(region).nodes().get(node);
        if (found == null) {
          throw new IllegalArgumentException("no node " + node + " in " + region);
        }
        yield found.host();
      }
      case Subject.OfDeployment(String service, String region) -> {
        Deployment found = fleet.service(service).deployments().get(region);
        if (found == null) {
          throw new IllegalArgumentException(service + " is not deployed in " + region);
        }
        yield fleet.addressesOf(found).getFirst();
      }
      case Subject.OfRegion(String region) ->
          throw new IllegalArgumentException("region " + region + " has no endpoint of its own");
    };
  }
}
