package io.fairlead.wiring.azure;

import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a topology may ask of Azure and this build has no adapter for, in one sentence. */
final class NotYet {
  private NotYet() {}

  static Optional<String> in(Topology topology) {
    return topology.fleet().zones().stream()
        .filter(zone -> !isKnown(topology.zones().get(zone)))
        .findFirst()
        .map(NotYet::zone);
  }

  private static boolean isKnown(@Nullable ZoneHost host) {
    return host instanceof ZoneHost.External
        || host instanceof ZoneHost.TrafficManager
        || host instanceof ZoneHost.AzureDns;
  }

  private static String zone(String zone) {
    return "zones."
        + zone
        + ": this build writes no zone of Route 53 for regions of Azure yet; as 'azureDns' or"
        + " 'trafficManager' it is Azure's, and as 'external: {by: …}' it is left to its host, and"
        + " regions leave it by flags alone.";
  }
}
