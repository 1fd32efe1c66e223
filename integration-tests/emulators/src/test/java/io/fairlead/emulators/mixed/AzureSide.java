package io.fairlead.emulators.mixed;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.emulators.azure.Authority;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.azure.app.StoreTap;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import io.fairlead.emulators.twin.arm.dns.Dns;
import io.fairlead.emulators.twin.arm.network.Network;
import io.fairlead.emulators.twin.arm.trafficmanager.ProfileService;
import io.fairlead.wiring.cost.AzureIdleCalls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Azure of a fleet: Resource Manager is the twin's, an account a region Azurite's. */
final class AzureSide implements AutoCloseable {
  static final String PROFILE_ZONE = "shop.example.com";
  static final String DNS_ZONE = "pay.example.com";

  private static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final Map<String, String> LOCATIONS =
      Map.of("one", "westeurope", "two", "germanywestcentral", "three", "francecentral");

  private static final Map<String, String> BILLED =
      Map.of(
          "GET",
          AzureIdleCalls.GET,
          "PUT",
          AzureIdleCalls.PUT,
          "PublicIPAddresses_Get",
          AzureIdleCalls.ADDRESS,
          "Profiles_Get",
          AzureIdleCalls.PROFILE,
          "RecordSets_Get",
          AzureIdleCalls.STAMP);

  final ArmTwin arm;
  private final TwinClock clock;
  private final ProfileService trafficManager = new ProfileService();
  private final Authority authority;
  private final SortedMap<String, StoreTap> taps = new TreeMap<>();
  private final SortedMap<String, String> flagContainers = new TreeMap<>();
  private final ResourceId profile = id("trafficManagerProfiles/shop");
  private final ResourceId zone = id("dnsZones/" + DNS_ZONE);

  AzureSide(TwinClock clock) throws IOException {
    this.clock = clock;
    this.authority = new Authority(clock);
    List<ResourceKind> kinds = new ArrayList<>(Network.kinds());
    kinds.addAll(trafficManager.kinds());
    kinds.addAll(Dns.kinds());
    this.arm = new ArmTwin(clock, kinds);
    arm.put(zone, zone.body().put("location", "global"));
    ObjectNode weighted = profile.body().put("location", "global");
    weighted.set(
        "properties",
        JsonMapper.shared()
            .readTree(
                """
                {"profileStatus": "Enabled", "trafficRoutingMethod": "Weighted",
                 "dnsConfig": {"relativeName": "shop", "ttl": 60},
                 "monitorConfig": {"protocol": "HTTP", "port": 80, "path": "/fairlead/flag"},
                 "endpoints": []}
                """));
    arm.put(profile, weighted);
  }

  /** Makes what a region has, and writes it down. */
  String region(String name, int number) throws IOException {
    String location = LOCATIONS.get(name);
    Azurite azurite = Azurite.three().get(Layout.REGIONS.indexOf(name));
    String state = azurite.newContainer("state").container();
    String flags = azurite.newContainer("flags").container();
    StoreTap tap = new StoreTap(azurite.port(), clock);
    taps.put(name, tap);
    flagContainers.put(name, flags);
    ResourceId ip = id("publicIPAddresses/front-" + name);
    ObjectNode address = ip.body().put("location", location);
    address.putObject("sku").put("name", "Standard");
    address.putObject("properties").put("ipAddress", "127.90." + number + ".100");
    arm.put(ip, address);
    for (int node = 1; node <= 2; node++) {
      ResourceId nic = id("networkInterfaces/" + name + "-" + node);
      ObjectNode body = nic.body().put("location", location);
      ObjectNode one = body.putObject("properties").putArray("ipConfigurations").addObject();
      one.put("name", "primary").putObject("properties").put("primary", true);
      if (node == 1) {
        one.withObjectProperty("properties").putObject("publicIPAddress").put("id", ip.text());
      }
      arm.put(nic, body);
    }
    return """
      %1$s:
        cloud: azure
        location: %2$s
        jurisdiction: EU
        azure:
          subscription: %3$s
          resourceGroup: gateways
          storage: {account: %4$s, container: %5$s, endpoint: "http://127.0.0.1:%6$d/%4$s", key: "${KEY}"}
          flags: {container: %7$s}
        probes: [serving]
        nodes:
          gw-1: {interface: %1$s-1, host: 127.90.%8$d.1}
          gw-2: {interface: %1$s-2, host: 127.90.%8$d.2}
        floatingAddresses:
          front: {address: 127.90.%8$d.100, publicIp: front-%1$s, nodes: [gw-1, gw-2]}
    """
        .formatted(name, location, SUBSCRIPTION, Azurite.ACCOUNT, state, tap.port(), flags, number);
  }

  /** The zones in the topology. */
  static String zones() {
    return ("  %s: {trafficManager: {subscription: %s, resourceGroup: gateways, profile: shop,"
            + " protocol: http, path: /fairlead/flag}}\n"
            + "  %s: {azureDns: {subscription: %2$s, resourceGroup: gateways}}\n")
        .formatted(PROFILE_ZONE, SUBSCRIPTION, DNS_ZONE);
  }

  private static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, "gateways", path);
  }

  AzureClients clients() {
    TokenCredential identity =
        _ ->
            Mono.just(
                new AccessToken(
                    "fairlead", OffsetDateTime.of(2100, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    return new AzureClients(
        new AzureAccess(identity, clock, HttpClient::newBuilder, arm.endpoint()));
  }

  /** Whom the profile's name is answered with. */
  Set<String> profileAnswers() {
    return new TreeSet<>(trafficManager.answers(arm.state().find(profile).orElseThrow()).keySet());
  }

  /** What a name of the zone answers: addresses, or the public IP that an alias leads to. */
  Set<String> dnsAnswers(String relative) {
    return new TreeSet<>(Dns.answers(arm.state(), zone, relative));
  }

  /** The node that has a region's address, or is about to; empty = none. */
  String holder(String region) {
    return Network.holder(arm.state(), id("publicIPAddresses/front-" + region))
        .map(at -> at.parent().name().replace(region + "-", "gw-"))
        .orElse("");
  }

  /** Puts a topology where functions of a region read it; where that is. */
  String publish(String region, String text) {
    return publish(region, Map.of("fairlead.yaml", text));
  }

  /** The same with other files beside it. */
  String publish(String region, Map<String, String> files) {
    Azurite azurite = Azurite.three().get(Layout.REGIONS.indexOf(region));
    BlobStore config = azurite.newContainer("config");
    files.forEach(
        (name, text) -> {
          Put put =
              new BlobObjects(Azurite.clients(), config)
                  .put(
                      name,
                      text.getBytes(StandardCharsets.UTF_8),
                      null,
                      Instant.now().plusSeconds(5));
          if (!(put instanceof Put.Done)) {
            throw new AssertionError(put.toString());
          }
        });
    return "http://127.0.0.1:%d/%s/%s/fairlead.yaml"
        .formatted(taps.get(region).port(), Azurite.ACCOUNT, config.container());
  }

  /** Forgets the calls so far. */
  void forgetCalls() {
    taps.values().forEach(StoreTap::forgetCalls);
    arm.forgetCalls();
  }

  /** Calls of stores and of Resource Manager as the bill names them; not those for the topology. */
  SortedMap<String, Integer> counted() {
    SortedMap<String, Integer> counted = new TreeMap<>();
    taps.values().stream()
        .flatMap(tap -> tap.calls().stream())
        .filter(call -> !call.path().contains("/config-"))
        .map(call -> BILLED.getOrDefault(call.method(), call.method() + " " + call.path()))
        .forEach(name -> counted.merge(name, 1, Integer::sum));
    arm.calls().stream()
        .map(call -> BILLED.getOrDefault(call.operation(), call.operation() + " " + call.path()))
        .forEach(name -> counted.merge(name, 1, Integer::sum));
    return counted;
  }

  /** Who gives tokens. */
  Authority authority() {
    return authority;
  }

  /** Nothing of a region answers any more; its flags may. */
  void darken(String region, boolean storesToo) {
    String flags = "/" + flagContainers.get(region) + "/";
    taps.get(region).lose(call -> storesToo || !call.path().contains(flags));
  }

  /** Nothing of Azure answers any more. */
  void darken() {
    taps.keySet().forEach(region -> darken(region, true));
    arm.faults().add(Where.EVERYWHERE, new Fault.CutBefore());
  }

  /** What processes have in their environment to reach it. */
  Map<String, String> environment() {
    return Map.of(
        "FAIRLEAD_ARM_ENDPOINT", arm.endpoint().toString(),
        "AZURE_POD_IDENTITY_AUTHORITY_HOST", authority.uri("/").toString(),
        "KEY", Azurite.KEY);
  }

  @Override
  public void close() throws IOException {
    for (StoreTap tap : taps.values()) {
      tap.close();
    }
    arm.close();
    authority.close();
  }
}
