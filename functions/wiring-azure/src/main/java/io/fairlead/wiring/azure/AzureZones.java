package io.fairlead.wiring.azure;

import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.dns.AzureZone;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Zones of Azure DNS, as a topology declares them. */
final class AzureZones {
  /** As many alias records Azure DNS takes for one resource. */
  private static final int MOST_ALIASES = 20;

  private final Fleet fleet;

  private AzureZones(Fleet fleet) {
    this.fleet = fleet;
  }

  /** Each by its DNS name. */
  static SortedMap<String, AzureZone> of(Topology topology) {
    AzureZones zones = new AzureZones(topology.fleet());
    SortedMap<String, ArmId> publicIps = zones.publicIps();
    SortedMap<String, AzureZone> all = new TreeMap<>();
    topology
        .zones()
        .forEach(
            (zone, host) -> {
              if (host instanceof ZoneHost.AzureDns(String subscription, String group)) {
                ArmId id = ArmId.network(subscription, group, "dnsZones/" + zone);
                all.put(zone, new AzureZone(zone, id, zones.names(zone), publicIps));
              }
            });
    return all;
  }

  private SortedSet<String> names(String zone) {
    return fleet
        .partitions()
        .filter(partition -> partition.zone().equals(zone))
        .map(Partition::dnsName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What aliases may lead to: public IPs with one address that not too many names share. */
  private SortedMap<String, ArmId> publicIps() {
    SortedMap<String, ArmId> found = new TreeMap<>();
    for (Region region : fleet.regions().values()) {
      for (FloatingAddress address : region.floatingAddresses().values()) {
        boolean one = address.addresses().size() == 1;
        if (region.cloud() == Cloud.AZURE && one && names(region, address) <= MOST_ALIASES) {
          found.put(address.addresses().getFirst(), new ArmId(address.targetId()));
        }
      }
    }
    return found;
  }

  private long names(Region region, FloatingAddress address) {
    return fleet.partitions().filter(each -> leads(each, region, address)).count();
  }

  private boolean leads(Partition partition, Region region, FloatingAddress address) {
    Service service = fleet.service(partition.id().service());
    Deployment deployment = service.deployments().get(region.name());
    return deployment != null
        && fleet.addressesOf(deployment).contains(address.addresses().getFirst());
  }
}
