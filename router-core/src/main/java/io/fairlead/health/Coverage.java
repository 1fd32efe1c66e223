package io.fairlead.health;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which probe targets there are, who probes them, and which of them speak for which service. What
 * was asked once is remembered, for the fleet never changes.
 */
public final class Coverage {
  private final Fleet fleet;
  private final Map<Subject, SortedSet<ProbeTarget>> serving = new ConcurrentHashMap<>();
  private final Map<String, SortedSet<String>> observers = new ConcurrentHashMap<>();

  public Coverage(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * Everything an observer probes: every probe of its region on its own nodes, and the public
   * endpoint of every deployment in the regions it reaches. A witness has no nodes.
   */
  public SortedSet<ProbeTarget> targetsOf(String observer) {
    Region own = fleet.region(observer);
    TreeSet<ProbeTarget> targets = new TreeSet<>();
    for (String node : own.nodes().keySet()) {
      own.probes().forEach(probe -> targets.add(onNode(observer, node, probe)));
    }
    fleet
        .deployments()
        .filter(deployment -> own.observer().canReach(deployment.region()))
        .forEach(d -> targets.addAll(endpointTargets(d.service(), d.region())));
    return Collections.unmodifiableSortedSet(targets);
  }

  /**
   * Targets on a node that decide whether it serves a service: serving probes of the service's
   * port, and those of a port that no service of the region has, which speak for all of them. None
   * where the service is not deployed in the region.
   */
  public SortedSet<ProbeTarget> nodeTargets(String region, String node, String service) {
    Service asked = fleet.service(service);
    if (!asked.deployments().containsKey(region)) {
      return Collections.emptySortedSet();
    }
    Subject subject = new Subject.OfNode(region, node);
    TreeSet<ProbeTarget> targets = new TreeSet<>();
    for (Probe probe : serving(region)) {
      int port = probe.check().port();
      if (port == asked.port() || !serves(region, port)) {
        targets.add(new ProbeTarget(subject, probe.name()));
      }
    }
    return targets;
  }

  /** Every serving target on a node, whichever service it speaks for. */
  public SortedSet<ProbeTarget> nodeTargets(String region, String node) {
    return serving.computeIfAbsent(new Subject.OfNode(region, node), this::allOnNode);
  }

  private SortedSet<ProbeTarget> allOnNode(Subject node) {
    TreeSet<ProbeTarget> targets = new TreeSet<>();
    for (Probe probe : serving(node.region())) {
      targets.add(new ProbeTarget(node, probe.name()));
    }
    return Collections.unmodifiableSortedSet(targets);
  }

  /**
   * Targets on a deployment's public endpoint: the serving probes of its region with the service's
   * port. Empty where no probe touches that port: such a deployment is Unknown for ever.
   */
  public SortedSet<ProbeTarget> endpointTargets(String service, String region) {
    Service asked = fleet.service(service);
    return serving.computeIfAbsent(
        new Subject.OfDeployment(service, region), where -> onEndpoint(asked, where));
  }

  private SortedSet<ProbeTarget> onEndpoint(Service asked, Subject where) {
    TreeSet<ProbeTarget> targets = new TreeSet<>();
    if (asked.deployments().containsKey(where.region())) {
      for (Probe probe : serving(where.region())) {
        if (probe.check().port() == asked.port()) {
          targets.add(new ProbeTarget(where, probe.name()));
        }
      }
    }
    return Collections.unmodifiableSortedSet(targets);
  }

  /** Observers whose votes count for a deployment: those that can reach its region. */
  public SortedSet<String> observersOf(Subject.OfDeployment deployment) {
    return observersOf(deployment.region());
  }

  /** Observers that can reach the public endpoints of a region. */
  SortedSet<String> observersOf(String region) {
    return observers.computeIfAbsent(region, this::thatReach);
  }

  private SortedSet<String> thatReach(String region) {
    TreeSet<String> all = new TreeSet<>();
    for (Region observing : fleet.regions().values()) {
      if (observing.observer().canReach(region)) {
        all.add(observing.name());
      }
    }
    return Collections.unmodifiableSortedSet(all);
  }

  private List<Probe> serving(String region) {
    List<Probe> serving = new ArrayList<>();
    for (String name : fleet.region(region).probes()) {
      Probe probe = fleet.probes().get(name);
      if (probe != null && probe.answers() == Probe.Question.SERVING) {
        serving.add(probe);
      }
    }
    return serving;
  }

  /** Whether any service has the port in the region. */
  private boolean serves(String region, int port) {
    for (Service service : fleet.services().values()) {
      if (service.port() == port && service.deployments().containsKey(region)) {
        return true;
      }
    }
    return false;
  }

  private static ProbeTarget onNode(String region, String node, String probe) {
    return new ProbeTarget(new Subject.OfNode(region, node), probe);
  }
}
