package io.fairlead.emulators.world;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.network.Network;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Region;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The addresses of a fleet as public IPs of Azure, each on NICs of its region. */
final class AzureThings implements AutoCloseable {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";

  private final ArmTwin twin;
  private final TwinClock clock;
  private final Fleet fleet;
  private final SortedMap<AddressId, PublicIp> addresses = new TreeMap<>();

  AzureThings(Fleet fleet, TwinClock clock) throws IOException {
    this.clock = clock;
    this.fleet = fleet;
    this.twin = new ArmTwin(clock, Network.kinds());
    fleet.regions().values().forEach(this::build);
  }

  ArmTwin twin() {
    return twin;
  }

  /** A mover with nothing in its memory. */
  PublicIpMover mover() {
    TokenCredential identity =
        _ ->
            Mono.just(
                new AccessToken(
                    "fairlead", OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    return new PublicIpMover(
        new AzureClients(new AzureAccess(identity, clock, HttpClient::newBuilder, twin.endpoint())),
        fleet.name(),
        addresses);
  }

  /** The node that an address sends traffic to; empty = none. */
  Optional<String> holder(AddressId id) {
    ResourceId address = ResourceId.of(addresses.get(id).id().text());
    boolean works = twin.state().find(address).map(it -> !it.isBusy(clock.instant())).orElse(false);
    return works
        ? Network.holder(twin.state(), address)
            .map(at -> at.parent().name())
            .map(nic -> nic.substring(id.region().length() + 1))
        : Optional.empty();
  }

  private void build(Region region) {
    SortedMap<String, Attachment> nodes = new TreeMap<>();
    for (String node : region.nodes().keySet()) {
      ResourceId nic = id("networkInterfaces/" + region.name() + "-" + node);
      ObjectNode body = nic.body().put("location", region.location());
      ObjectNode one = body.putObject("properties").putArray("ipConfigurations").addObject();
      one.put("name", "primary");
      one.putObject("properties").put("primary", true);
      twin.put(nic, body);
      nodes.put(node, new Attachment(new ArmId(nic.text()), null, null));
    }
    ResourceId address = id("publicIPAddresses/" + region.name() + "-front");
    ObjectNode body = address.body().put("location", region.location());
    body.putObject("sku").put("name", "Standard");
    twin.put(address, body);
    addresses.put(
        new AddressId(region.name(), "front"),
        new PublicIp(region.location(), new ArmId(address.text()), nodes, new TreeSet<>()));
  }

  private static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, "gateways", path);
  }

  @Override
  public void close() {
    twin.close();
  }
}
