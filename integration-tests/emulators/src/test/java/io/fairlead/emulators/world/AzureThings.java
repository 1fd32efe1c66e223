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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * The addresses of a fleet as public IPs of Azure, each on NICs of its region with a subnet and a
 * security group, or on frontends of load balancers.
 */
final class AzureThings implements AutoCloseable {
  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";

  /** What gateways have their public IP on. */
  enum Carriers {
    NICS("networkInterfaces/"),
    BALANCERS("loadBalancers/");

    private final String path;

    Carriers(String path) {
      this.path = path;
    }
  }

  private final ArmTwin twin;
  private final TwinClock clock;
  private final Fleet fleet;
  private final Carriers carriers;
  private final SortedMap<AddressId, PublicIp> addresses = new TreeMap<>();

  AzureThings(Fleet fleet, TwinClock clock, Carriers carriers) throws IOException {
    this.clock = clock;
    this.fleet = fleet;
    this.carriers = carriers;
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
    boolean works =
        twin.state().find(resource(id)).map(it -> !it.isBusy(clock.instant())).orElse(false);
    return works ? sitsOn(id) : Optional.empty();
  }

  /** The node that an address is on, or will be once Azure is done; empty = none. */
  Optional<String> sitsOn(AddressId id) {
    return Network.holder(twin.state(), resource(id))
        .map(at -> at.parent().name())
        .map(carrier -> carrier.substring(id.region().length() + 1));
  }

  /** When Azure is done, or was, with what was last written of an address. */
  Instant settles(AddressId id) {
    return twin.state().find(resource(id)).orElseThrow().busyUntil();
  }

  private ResourceId resource(AddressId id) {
    return ResourceId.of(addresses.get(id).id().text());
  }

  /** Changes the NIC of a node, as a person does. */
  void edit(String region, String node, Consumer<ObjectNode> change) {
    ResourceId nic = nic(region, node);
    ObjectNode body = twin.state().find(nic).orElseThrow().body();
    change.accept(body);
    twin.put(nic, body);
  }

  /** The NIC of a node. */
  static ResourceId nic(String region, String node) {
    return id(Carriers.NICS.path + region + "-" + node);
  }

  private void build(Region region) {
    SortedMap<String, Attachment> nodes = new TreeMap<>();
    for (String node : region.nodes().keySet()) {
      nodes.put(
          node,
          switch (carriers) {
            case NICS -> card(region, node);
            case BALANCERS -> frontend(region, node);
          });
    }
    ResourceId address = publicIp(region, region.name() + "-front");
    addresses.put(
        new AddressId(region.name(), "front"),
        new PublicIp(
            region.location(),
            new ArmId(address.text()),
            nodes,
            new TreeSet<>(List.of(AwsFleet.PORT))));
  }

  private Attachment card(Region region, String node) {
    ResourceId subnet = id("virtualNetworks/net/subnets/" + region.name());
    ResourceId group = id("networkSecurityGroups/" + region.name());
    ObjectNode inside = subnet.body();
    inside.putObject("properties").put("addressPrefix", "10.1.1.0/24");
    twin.put(subnet, inside);
    twin.put(group, open(group, region));
    ResourceId nic = nic(region.name(), node);
    ObjectNode body = nic.body().put("location", region.location());
    ObjectNode properties = body.putObject("properties");
    properties.putObject("networkSecurityGroup").put("id", group.text());
    ObjectNode one = properties.putArray("ipConfigurations").addObject();
    one.put("name", "primary");
    one.putObject("properties").put("primary", true).putObject("subnet").put("id", subnet.text());
    twin.put(nic, body);
    return new Attachment(new ArmId(nic.text()), null, null);
  }

  private static ObjectNode open(ResourceId group, Region region) {
    ObjectNode body = group.body().put("location", region.location());
    ObjectNode rule = body.putObject("properties").putArray("securityRules").addObject();
    rule.put("name", "clients")
        .putObject("properties")
        .put("protocol", "Tcp")
        .put("sourcePortRange", "*")
        .put("destinationPortRange", String.valueOf(AwsFleet.PORT))
        .put("sourceAddressPrefix", "*")
        .put("destinationAddressPrefix", "*")
        .put("access", "Allow")
        .put("priority", 130)
        .put("direction", "Inbound");
    return body;
  }

  private Attachment frontend(Region region, String node) {
    ResourceId spare = publicIp(region, region.name() + "-" + node + "-spare");
    ResourceId balancer = id(Carriers.BALANCERS.path + region.name() + "-" + node);
    ObjectNode body = balancer.body().put("location", region.location());
    body.putObject("sku").put("name", "Standard");
    ObjectNode front =
        body.putObject("properties").putArray("frontendIPConfigurations").addObject();
    front.put("name", "front");
    front.putObject("properties").putObject("publicIPAddress").put("id", spare.text());
    twin.put(balancer, body);
    return new Attachment(new ArmId(balancer.text()), "front", new ArmId(spare.text()));
  }

  private ResourceId publicIp(Region region, String name) {
    ResourceId id = id("publicIPAddresses/" + name);
    ObjectNode body = id.body().put("location", region.location());
    body.putObject("sku").put("name", "Standard");
    twin.put(id, body);
    return id;
  }

  /** The id of something in the resource group. */
  static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, "gateways", path);
  }

  @Override
  public void close() {
    twin.close();
  }
}
