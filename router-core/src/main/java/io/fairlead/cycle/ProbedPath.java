package io.fairlead.cycle;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Service;
import io.fairlead.health.Coverage;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.port.Prober;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** New paths tried by one observer, all at once, each probe a single attempt. */
final class ProbedPath implements NewPath {
  private final Fleet fleet;
  private final String observer;
  private final Prober prober;
  private final Coverage coverage;
  private final ProbeOrders orders;

  ProbedPath(Fleet fleet, String observer, Prober prober) {
    this.fleet = fleet;
    this.observer = observer;
    this.prober = prober;
    this.coverage = new Coverage(fleet);
    this.orders = new ProbeOrders(fleet, observer);
  }

  @Override
  public SortedSet<AddressId> silent(SortedSet<AddressId> addresses, Instant deadline) {
    SortedSet<ProbeTarget> asked = new TreeSet<>();
    addresses.forEach(address -> asked.addAll(targets(address)));
    if (asked.isEmpty()) {
      return Collections.emptySortedSet();
    }
    SortedSet<ProbeTarget> passed =
        AllAddresses.joined(prober.probe(orders.once(asked), deadline)).stream()
            .filter(result -> result.outcome() == Outcome.PASSED)
            .map(ProbeResult::target)
            .collect(Collectors.toCollection(TreeSet::new));
    return addresses.stream()
        .filter(address -> !passed.containsAll(targets(address)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedSet<ProbeTarget> targets(AddressId address) {
    SortedSet<ProbeTarget> targets = new TreeSet<>();
    for (Service service : fleet.servicesOn(address).toList()) {
      Subject.OfDeployment at = new Subject.OfDeployment(service.name(), address.region());
      if (coverage.observersOf(at).contains(observer)) {
        targets.addAll(coverage.endpointTargets(service.name(), address.region()));
      }
    }
    return targets;
  }
}
