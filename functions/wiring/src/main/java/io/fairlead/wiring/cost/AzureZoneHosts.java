package io.fairlead.wiring.cost;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of a topology's zones are in Azure, and what is asked of them there. */
final class AzureZoneHosts {
  private AzureZoneHosts() {}

  /** Zones that are profiles of Traffic Manager and have a name. */
  static SortedSet<String> profiles(Topology topology) {
    return hosted(topology, ZoneHost.TrafficManager.class);
  }

  /** Zones of Azure DNS that have names. */
  static SortedSet<String> zones(Topology topology) {
    return hosted(topology, ZoneHost.AzureDns.class);
  }

  private static SortedSet<String> hosted(Topology topology, Class<? extends ZoneHost> by) {
    SortedSet<String> zones = new TreeSet<>(topology.fleet().zones());
    zones.removeIf(zone -> !by.isInstance(topology.zones().get(zone)));
    return zones;
  }

  /**
   * Endpoints that profiles of Traffic Manager probe: one for each region that may serve the name,
   * without a share too, and one that takes what fits nowhere. All are external ones.
   */
  static int endpoints(Topology topology) {
    Fleet fleet = topology.fleet();
    SortedSet<String> profiles = profiles(topology);
    return fleet
        .partitions()
        .filter(partition -> profiles.contains(partition.zone()))
        .mapToInt(partition -> endpoints(fleet, partition))
        .sum();
  }

  private static int endpoints(Fleet fleet, Partition partition) {
    return fleet.regionsOf(partition).size() + (partition.overflow() == null ? 0 : 1);
  }
}
