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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** Turns probe targets into orders: what to connect to, from where, and how to confirm. Pure. */
final class ProbeOrders {
  private static final Confirmation ONCE = new Confirmation(0, 1, Duration.ZERO, Duration.ZERO);

  private final Fleet fleet;
  private final String observer;

  ProbeOrders(Fleet fleet, String observer) {
    this.fleet = fleet;
    this.observer = observer;
  }

  /** One order an address of each target, in the targets' order. */
  List<ProbeOrder> of(
      SortedSet<ProbeTarget> targets, SortedMap<ProbeTarget, TargetRecord> before, Instant now) {
    SortedMap<ProbeTarget, Confirmation> confirmations =
        Opinions.confirmations(before, targets, fleet.safety().probe(), now);
    List<ProbeOrder> orders = new ArrayList<>();
    confirmations.forEach((target, confirmation) -> add(orders, target, confirmation));
    return orders;
  }

  /** The same with a single attempt each. */
  List<ProbeOrder> once(SortedSet<ProbeTarget> targets) {
    List<ProbeOrder> orders = new ArrayList<>();
    targets.forEach(target -> add(orders, target, ONCE));
    return orders;
  }

  private void add(List<ProbeOrder> orders, ProbeTarget target, Confirmation confirmation) {
    Probe probe = fleet.probes().get(target.probe());
    if (probe == null) {
      throw new IllegalArgumentException("no probe " + target.probe() + " for " + target.text());
    }
    for (String host : hostsOf(target.subject())) {
      orders.add(
          new ProbeOrder(
              target,
              host,
              probe.check(),
              probe.privateTarget(),
              fleet.region(observer).observer().from(),
              fleet.safety().probe().timeout(),
              confirmation));
    }
  }

  /** A node's own host; of a deployment every address that its clients connect to. */
  private List<String> hostsOf(Subject subject) {
    return switch (subject) {
      case Subject.OfNode(String region, String node) -> {
        Node found = fleet.region(region).nodes().get(node);
        if (found == null) {
          throw new IllegalArgumentException("no node " + node + " in " + region);
        }
        yield List.of(found.host());
      }
      case Subject.OfDeployment(String service, String region) -> {
        Deployment found = fleet.service(service).deployments().get(region);
        if (found == null) {
          throw new IllegalArgumentException(service + " is not deployed in " + region);
        }
        yield fleet.addressesOf(found);
      }
      case Subject.OfRegion(String region) ->
          throw new IllegalArgumentException("region " + region + " has no endpoint of its own");
    };
  }
}
