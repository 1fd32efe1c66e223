package io.fairlead.wiring.azure;

import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.RegionAdapters;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Topology;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Regions of Azure as one technology among others. */
public final class AzureAdapters implements RegionAdapters {
  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.AZURE);
  }

  @Override
  public Optional<String> objection(Topology topology) {
    return NotYet.in(topology);
  }

  /** Ports with the identity that Azure's own libraries would take from the environment. */
  @Override
  public FleetPorts open(Topology topology, Opening opening) {
    AzureClients clients = clients(topology, opening);
    AzurePorts ports = new AzurePorts(topology, clients, opening.by());
    BlobFlags flags = ports.flags();
    PublicIpMover mover = ports.addresses();
    TrafficManagerDirector profiles = ports.trafficManager();
    AzureDnsDirector dns = ports.dns();
    return new FleetPorts(
        ports.register(),
        ports.observations(),
        mover,
        HostedZones.of(topology, profiles, dns),
        flags,
        ports.history(),
        flags,
        clients::clockOffset,
        () -> findings(mover, profiles, dns),
        ports::join,
        ports::close);
  }

  private static SortedMap<String, String> findings(
      PublicIpMover mover, TrafficManagerDirector profiles, AzureDnsDirector dns) {
    SortedMap<String, String> findings = new TreeMap<>();
    profiles.findings().forEach((zone, why) -> findings.put("zone/" + zone, why));
    dns.findings().forEach((zone, why) -> findings.put("zone/" + zone, why));
    mover.findings().forEach((id, why) -> findings.put("address/" + id, why));
    return findings;
  }

  /** Clients with the identity of the region that opens them, or of the environment. */
  static AzureClients clients(Topology topology, Opening opening) {
    QuietSdk.please();
    return new AzureClients(
        new AzureAccess(
            AzureIdentity.of(
                System.getenv(), identity(topology, opening.region()), opening.clock()),
            opening.clock(),
            HttpClient::newBuilder,
            ArmEndpoint.of(System.getenv())));
  }

  private static @Nullable String identity(Topology topology, @Nullable String region) {
    return region != null && topology.clouds().get(region) instanceof CloudScope.Azure scope
        ? scope.identity()
        : null;
  }
}
