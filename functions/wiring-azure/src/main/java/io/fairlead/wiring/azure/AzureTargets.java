package io.fairlead.wiring.azure;

import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.port.TrafficDirector;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.SortedMap;
import java.util.TreeMap;

/** The adapters of what a fleet changes in Azure. */
record AzureTargets(PublicIpMover mover, TrafficManagerDirector profiles, AzureDnsDirector dns) {
  /** The director of each zone that Azure hosts. */
  SortedMap<String, TrafficDirector> zones(Topology topology) {
    SortedMap<String, TrafficDirector> byZone = new TreeMap<>();
    topology
        .zones()
        .forEach(
            (zone, host) -> {
              switch (host) {
                case ZoneHost.TrafficManager _ -> byZone.put(zone, profiles);
                case ZoneHost.AzureDns _ -> byZone.put(zone, dns);
                case ZoneHost.Route53 _, ZoneHost.External _ -> {}
              }
            });
    return byZone;
  }

  /** What they found amiss in what they read last, a sentence by subject. */
  SortedMap<String, String> findings() {
    SortedMap<String, String> findings = new TreeMap<>();
    profiles.findings().forEach((zone, why) -> findings.put("zone/" + zone, why));
    dns.findings().forEach((zone, why) -> findings.put("zone/" + zone, why));
    mover.findings().forEach((id, why) -> findings.put("address/" + id, why));
    return findings;
  }
}
