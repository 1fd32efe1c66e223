package io.fairlead.benchmarks.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.network.Network;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Public IPs on NICs with a subnet and a security group, which go from one node to the other by
 * ticks that read where each one is and take the step that is due: off, then on.
 */
final class EightAddresses {
  static final Duration TICK = Duration.ofSeconds(10);
  static final Duration WORK = Duration.ofSeconds(4);

  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String LOCATION = "westeurope";
  private static final int PORT = 8443;
  private static final int LONGEST = 12;

  private final ArmTwin twin;
  private final TwinClock clock;
  private final SortedMap<AddressId, PublicIp> addresses = new TreeMap<>();
  private final SortedMap<AddressId, Instant> off = new TreeMap<>();
  private PublicIpMover mover;
  private String to = "gw-1";

  /** Addresses on their first nodes. */
  EightAddresses(ArmTwin twin, TwinClock clock, String name, int count) {
    this.twin = twin;
    this.clock = clock;
    ResourceId subnet = id("virtualNetworks/net/subnets/gateways");
    ObjectNode inside = subnet.body();
    inside.putObject("properties").put("addressPrefix", "10.1.1.0/24");
    twin.put(subnet, inside);
    ResourceId group = id("networkSecurityGroups/clients");
    twin.put(group, open(group));
    for (int i = 0; i < count; i++) {
      SortedMap<String, Attachment> nodes = new TreeMap<>();
      for (String node : List.of("gw-1", "gw-2")) {
        ResourceId nic = nic(name + "-" + i + "-" + node, subnet, group);
        nodes.put(node, new Attachment(new ArmId(nic.text()), null, null));
      }
      ArmId ip = new ArmId(publicIp(name + "-" + i).text());
      addresses.put(
          new AddressId("west", "front-" + i),
          new PublicIp(LOCATION, ip, nodes, new TreeSet<>(List.of(PORT))));
    }
    this.mover = mover();
    arrive();
  }

  private PublicIpMover mover() {
    TokenCredential identity =
        _ ->
            Mono.just(
                new AccessToken(
                    "fairlead", OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    AzureClients clients =
        new AzureClients(new AzureAccess(identity, clock, HttpClient::newBuilder, twin.endpoint()));
    return new PublicIpMover(clients, "shop", addresses);
  }

  /** All go to the other node; answers how long the calls of the ticks took. */
  double turn() {
    turnTo();
    return arrive();
  }

  /** All go to the other node, and whoever moves them dies at a call; another one goes on. */
  void killed(int index, Fault death) {
    turnTo();
    AtomicInteger seen = new AtomicInteger();
    twin.faults().add(call -> isPast(seen, index, call), new Fault.CutBefore());
    twin.faults().add(call -> seen.get() == index + 1, death, 1);
    tick();
    for (int ticks = 0; seen.get() <= index && ticks < LONGEST; ticks++) {
      tick();
    }
    twin.faults().clear();
    mover = mover();
    arrive();
  }

  /** Counts a call; whether one was struck before it. */
  private static boolean isPast(AtomicInteger seen, int index, Call call) {
    return call != null && seen.incrementAndGet() > index + 1;
  }

  private void turnTo() {
    to = to.equals("gw-1") ? "gw-2" : "gw-1";
    off.clear();
  }

  /** How long each address was on nothing, by the twin's own state. */
  SortedMap<String, Duration> windows() {
    SortedMap<String, Duration> windows = new TreeMap<>();
    off.forEach(
        (id, since) ->
            windows.put(id.toString(), Duration.between(since, resource(id).busyUntil())));
    if (windows.size() < addresses.size()) {
      throw new IllegalStateException("of " + addresses.size() + " only " + windows + " moved");
    }
    return windows;
  }

  private double arrive() {
    double millis = 0;
    for (int ticks = 0; ticks < LONGEST; ticks++) {
      if (addresses.keySet().stream().allMatch(this::isThere)) {
        return millis;
      }
      millis += tick();
    }
    throw new IllegalStateException("some of " + addresses.keySet() + " never came to " + to);
  }

  private boolean isThere(AddressId id) {
    return on(id).equals(to) && !resource(id).isBusy(clock.instant());
  }

  /** Reads every address once and takes the steps that are due; answers how long the calls took. */
  private double tick() {
    Instant began = clock.instant();
    Instant deadline = began.plusSeconds(30);
    long start = System.nanoTime();
    List<Order> orders = new ArrayList<>();
    mover
        .holders(new TreeSet<>(addresses.keySet()), deadline)
        .forEach(
            (id, reading) -> {
              if (reading instanceof Reading.Known<HeldBy>(HeldBy held)
                  && !to.equals(held.node())) {
                Step.MoveAddress last = new Step.MoveAddress(id, null, to);
                Step step =
                    held.node() == null ? last : new Step.MoveAddress(id, held.node(), null);
                orders.add(new Order("i-" + id, step, last, deadline));
              }
            });
    mover.move(orders, deadline);
    double millis = (System.nanoTime() - start) / 1e6;
    for (AddressId id : addresses.keySet()) {
      if (on(id).isEmpty()) {
        // Azure began its work when it took the write.
        off.putIfAbsent(id, resource(id).busyUntil().minus(WORK));
      }
    }
    Duration rest = TICK.minus(Duration.between(began, clock.instant()));
    clock.pass(rest.isNegative() ? Duration.ZERO : rest);
    return millis;
  }

  private Resource resource(AddressId id) {
    PublicIp address = Objects.requireNonNull(addresses.get(id));
    return twin.state().find(ResourceId.of(address.id().text())).orElseThrow();
  }

  /** The node that an address is on, or will be; empty = none. */
  private String on(AddressId id) {
    return Network.holder(twin.state(), resource(id).id())
        .map(at -> at.parent().name())
        .map(nic -> nic.substring(nic.length() - "gw-1".length()))
        .orElse("");
  }

  private ResourceId nic(String name, ResourceId subnet, ResourceId group) {
    ResourceId id = id("networkInterfaces/" + name);
    ObjectNode body = id.body().put("location", LOCATION);
    ObjectNode properties = body.putObject("properties");
    properties.putObject("networkSecurityGroup").put("id", group.text());
    ObjectNode one = properties.putArray("ipConfigurations").addObject();
    one.put("name", "primary");
    one.putObject("properties").put("primary", true).putObject("subnet").put("id", subnet.text());
    twin.put(id, body);
    return id;
  }

  private static ObjectNode open(ResourceId group) {
    ObjectNode body = group.body().put("location", LOCATION);
    body.putObject("properties")
        .putArray("securityRules")
        .addObject()
        .put("name", "clients")
        .putObject("properties")
        .put("protocol", "Tcp")
        .put("sourcePortRange", "*")
        .put("destinationPortRange", String.valueOf(PORT))
        .put("sourceAddressPrefix", "*")
        .put("destinationAddressPrefix", "*")
        .put("access", "Allow")
        .put("priority", 130)
        .put("direction", "Inbound");
    return body;
  }

  private ResourceId publicIp(String name) {
    ResourceId id = id("publicIPAddresses/" + name);
    ObjectNode body = id.body().put("location", LOCATION);
    body.putObject("sku").put("name", "Standard");
    twin.put(id, body);
    return id;
  }

  private static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, "gateways", path);
  }
}
