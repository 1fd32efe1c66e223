package io.fairlead.wiring.azure;

import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.Optional;

/** What a topology may ask of Azure and this build has no adapter for, in one sentence. */
final class NotYet {
  private NotYet() {}

  static Optional<String> in(Topology topology) {
    return topology.fleet().zones().stream()
        .filter(zone -> !(topology.zones().get(zone) instanceof ZoneHost.External))
        .findFirst()
        .map(NotYet::zone);
  }

  private static String zone(String zone) {
    return "zones."
        + zone
        + ": this build writes no zone for regions of Azure yet, be it of Azure DNS or of Route 53;"
        + " as 'external: {by: …}' it is left to its host, and regions leave it by flags alone.";
  }
}
