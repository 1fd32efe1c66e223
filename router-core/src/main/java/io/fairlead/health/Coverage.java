package io.fairlead.health;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Service;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which probe targets there are, who probes them, and which of them speak for which service. */
public final class Coverage {
  private final Fleet fleet;

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
    SortedSet<Integer> served = portsServed(region);
    return serving(region, port -> port == asked.port() || !served.contains(port))
        .map(probe -> onNode(region, node, probe.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every serving target on a node, whichever service it speaks for. */
  public SortedSet<ProbeTarget> nodeTargets(String region, String node) {
    return serving(region, _ -> true)
        .map(probe -> onNode(region, node, probe.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Targets on a deployment's public endpoint: the serving probes of its region with the service's
   * port. Empty where no probe touches that port: such a deployment is Unknown for ever.
   */
  public SortedSet<ProbeTarget> endpointTargets(String service, String region) {
    Service asked = fleet.service(service);
    if (!asked.deployments().containsKey(region)) {
      return Collections.emptySortedSet();
    }
    Subject subject = new Subject.OfDeployment(service, region);
    return serving(region, port -> port == asked.port())
        .map(probe -> new ProbeTarget(subject, probe.name()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Observers whose votes count for a deployment: those that can reach its region. */
  public SortedSet<String> observersOf(Subject.OfDeployment deployment) {
    return observersOf(deployment.region());
  }

  /** Observers that can reach the public endpoints of a region. */
  SortedSet<String> observersOf(String region) {
    return fleet.regions().values().stream()
        .filter(observing -> observing.observer().canReach(region))
        .map(Region::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Probe> serving(String region, Predicate<Integer> port) {
    return fleet.region(region).probes().stream()
        .distinct()
        .map(probe -> fleet.probes().get(probe))
        .filter(probe -> probe.answers() == Probe.Question.SERVING)
        .filter(probe -> port.test(probe.check().port()));
  }

  private SortedSet<Integer> portsServed(String region) {
    return fleet
        .deployments()
        .filter(deployment -> deployment.region().equals(region))
        .map(Deployment::service)
        .map(service -> fleet.service(service).port())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ProbeTarget onNode(String region, String node, String probe) {
    return new ProbeTarget(new Subject.OfNode(region, node), probe);
  }
}
