package io.fairlead.health;

import io.fairlead.fleet.Fleet;
import java.util.SortedSet;

/** Which probe targets there are, who probes them, and which of them speak for which service. */
public final class Coverage {
  private final Fleet fleet;

  public Coverage(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Everything an observer probes: its own nodes, and the endpoints of every region it reaches. */
  public SortedSet<ProbeTarget> targetsOf(String observer) {
    throw new UnsupportedOperationException(fleet.name() + observer);
  }

  /** Targets on a node that decide whether it serves a service. */
  public SortedSet<ProbeTarget> nodeTargets(String region, String node, String service) {
    throw new UnsupportedOperationException(region + node + service);
  }

  /** Targets on a deployment's public endpoint. */
  public SortedSet<ProbeTarget> endpointTargets(String service, String region) {
    throw new UnsupportedOperationException(service + region);
  }

  /** Observers whose votes count for a deployment: those that can reach its region. */
  public SortedSet<String> observersOf(Subject.OfDeployment deployment) {
    throw new UnsupportedOperationException(deployment.text());
  }
}
