package io.fairlead.wiring.azure;

import io.fairlead.azure.client.AzureClients;
import io.fairlead.port.TrafficDirector;
import io.fairlead.wiring.region.FleetParts;
import io.fairlead.wiring.topology.Topology;
import java.util.SortedMap;
import java.util.TreeSet;

/** What Azure brings to a fleet over several clouds. */
public final class AzureParts {
  private AzureParts() {}

  /**
   * The parts of a topology's regions in Azure, and of its zones there.
   *
   * @param by written into flags: {@code fairlead}, or the operator's name
   */
  public static FleetParts of(Topology topology, AzureClients clients, String by) {
    AzurePorts ports = new AzurePorts(topology, clients, by);
    AzureTargets targets = new AzureTargets(ports.addresses(), ports.trafficManager(), ports.dns());
    SortedMap<String, TrafficDirector> zones = targets.zones(topology);
    return new FleetParts(
        new TreeSet<>(AzurePorts.scopes(topology).keySet()),
        ports.cells(),
        ports.observations(),
        targets.mover(),
        zones,
        ports.flagParts(),
        ports.histories(),
        clients::clockOffset,
        targets::findings,
        ports::close);
  }
}
