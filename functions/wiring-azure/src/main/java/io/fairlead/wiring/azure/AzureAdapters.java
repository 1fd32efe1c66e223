package io.fairlead.wiring.azure;

import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.CloudAdapters;
import io.fairlead.wiring.region.ExternalZones;
import io.fairlead.wiring.region.FleetParts;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.HostedZones;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.Passport;
import io.fairlead.wiring.register.JoinedCalls;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Topology;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Regions of Azure as one technology among others. */
public final class AzureAdapters implements CloudAdapters {
  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.AZURE);
  }

  /** Ports with the identity that Azure's own libraries would take from the environment. */
  @Override
  public FleetPorts open(Topology topology, Opening opening) {
    AzureClients clients = clients(topology, opening);
    AzurePorts ports = new AzurePorts(topology, clients, opening.by());
    BlobFlags flags = ports.flags();
    AzureTargets targets = new AzureTargets(ports.addresses(), ports.trafficManager(), ports.dns());
    return new FleetPorts(
        ports.register(),
        ports.observations(),
        targets.mover(),
        new HostedZones(targets.zones(topology), new ExternalZones(topology), new JoinedCalls()),
        flags,
        ports.history(),
        flags,
        clients::clockOffset,
        targets::findings,
        ports::join,
        ports::close);
  }

  @Override
  public FleetParts parts(Topology topology, Opening opening) {
    return AzureParts.of(topology, clients(topology, opening), opening.by());
  }

  /** That of a function's managed identity; nothing is asked yet. */
  @Override
  public List<Passport> passports(Opening opening) {
    return ForeignIdentity.passport(System.getenv(), opening).stream().toList();
  }

  /** Clients with the identity of the region that opens them, or of the environment. */
  static AzureClients clients(Topology topology, Opening opening) {
    QuietSdk.please();
    return new AzureClients(
        new AzureAccess(
            identity(topology, opening),
            opening.clock(),
            HttpClient::newBuilder,
            ArmEndpoint.of(System.getenv())));
  }

  private static AzureIdentity identity(Topology topology, Opening opening) {
    Map<String, String> environment = System.getenv();
    @Nullable String client =
        opening.region() != null
                && topology.clouds().get(opening.region()) instanceof CloudScope.Azure scope
            ? scope.identity()
            : null;
    return ForeignIdentity.of(environment, opening)
        .orElseGet(() -> AzureIdentity.of(environment, client, opening.clock()));
  }
}
