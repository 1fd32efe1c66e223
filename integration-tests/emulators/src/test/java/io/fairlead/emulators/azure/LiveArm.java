package io.fairlead.emulators.azure;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.arm.ArmTwin;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import io.fairlead.emulators.twin.arm.Roles;
import io.fairlead.emulators.twin.arm.dns.Dns;
import io.fairlead.emulators.twin.arm.network.Network;
import io.fairlead.emulators.twin.arm.trafficmanager.ProfileService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Azure Resource Manager for processes, in the machine's time or in virtual time: a public IP on
 * the first of two NICs, as the example names them, and who gives tokens for it.
 */
public final class LiveArm implements AutoCloseable {
  static final String SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";
  private static final String LOCATION = "westeurope";
  private static final ResourceId ZONE =
      ResourceId.network(SUBSCRIPTION, "dns", "dnsZones/orders.example.com");

  /** The profile of Traffic Manager that is there, without endpoints. */
  static final String PROFILE = "south";

  private final ProfileService trafficManager = new ProfileService();
  private final ArmTwin twin;
  private final Authority authority;
  private final ResourceId address = id("publicIPAddresses/front-ip");
  private final ResourceId profile = id("trafficManagerProfiles/" + PROFILE);

  /** In the machine's time. */
  public LiveArm() throws IOException {
    this(TwinClock.running());
  }

  /** The same in somebody's time. */
  public LiveArm(TwinClock clock) throws IOException {
    twin = new ArmTwin(clock, kinds());
    authority = new Authority(clock);
    twin.takes(Duration.ofSeconds(1));
    twin.put(ZONE, disposable(ZONE).put("location", "global"));
    ObjectNode ip = disposable(address).put("location", LOCATION);
    ip.putObject("sku").put("name", "Standard");
    twin.put(address, ip);
    for (String nic : new String[] {"gw-1-nic", "gw-2-nic"}) {
      ResourceId id = id("networkInterfaces/" + nic);
      ObjectNode body = disposable(id).put("location", LOCATION);
      ObjectNode one = body.putObject("properties").putArray("ipConfigurations").addObject();
      ObjectNode properties = one.put("name", "primary").putObject("properties");
      properties.put("primary", true);
      if (nic.equals("gw-1-nic")) {
        properties.putObject("publicIPAddress").put("id", address.text());
      }
      twin.put(id, body);
    }
    ObjectNode weighted = disposable(profile).put("location", "global");
    weighted.set(
        "properties",
        JsonMapper.shared()
            .readTree(
                """
                {"profileStatus": "Enabled", "trafficRoutingMethod": "Weighted",
                 "dnsConfig": {"relativeName": "south", "ttl": 60},
                 "monitorConfig": {"protocol": "HTTP", "port": 80, "path": "/fairlead/flag"},
                 "endpoints": []}
                """));
    twin.put(profile, weighted);
  }

  /** The tag by which a person lets tests change what is his. */
  private static ObjectNode disposable(ResourceId id) {
    ObjectNode body = id.body();
    body.putObject("tags").put("fairlead-test", "disposable");
    return body;
  }

  /** How long Azure works on a write of a network's resource from now on. */
  public void takes(Duration time) {
    twin.takes(time);
  }

  /** What names its resources to whoever has them from a person. */
  public Map<String, String> names() {
    return Map.of(
        "FAIRLEAD_REAL_AZURE_PUBLIC_IP",
        address.text(),
        "FAIRLEAD_REAL_AZURE_NICS",
        id("networkInterfaces/gw-1-nic").text() + "," + id("networkInterfaces/gw-2-nic").text(),
        "FAIRLEAD_REAL_AZURE_PROFILE",
        profile.text(),
        "FAIRLEAD_REAL_AZURE_ZONE",
        ZONE.text());
  }

  private List<ResourceKind> kinds() {
    List<ResourceKind> kinds = new ArrayList<>(Network.kinds());
    kinds.addAll(trafficManager.kinds());
    kinds.addAll(Dns.kinds());
    return kinds;
  }

  /** Whom the profile's name is answered with. */
  Set<String> answers() {
    return trafficManager.answers(twin.state().find(profile).orElseThrow()).keySet();
  }

  /** Takes the right to write profiles from everybody. */
  void mayNotWriteProfiles() {
    twin.roles().take(Roles.EVERYBODY, "Microsoft.Network/trafficManagerProfiles/write");
  }

  /** Deletes the profile, as a person does. */
  void deleteProfile() {
    twin.delete(profile);
  }

  /**
   * Does something when the next write of a NIC arrives, once.
   *
   * @param carriedOut whether the write is carried out afterwards, or is lost
   */
  public void atNextWrite(String nic, boolean carriedOut, Runnable what) {
    AtomicBoolean struck = new AtomicBoolean();
    twin.faults()
        .add(
            call -> {
              boolean now =
                  call.operation().equals("NetworkInterfaces_CreateOrUpdate")
                      && call.path().endsWith("/" + nic)
                      && struck.compareAndSet(false, true);
              if (now) {
                what.run();
              }
              return now && !carriedOut;
            },
            new Fault.CutBefore());
  }

  /** The operations asked for so far, in their order. */
  public List<String> operations() {
    return twin.calls().stream().map(Call::operation).toList();
  }

  /** Tells of none of the operations so far. */
  public void forgetCalls() {
    twin.forgetCalls();
  }

  /** What processes have in their environment to reach it. */
  public Map<String, String> environment() {
    return Map.of(
        "FAIRLEAD_ARM_ENDPOINT", twin.endpoint().toString(),
        "IDENTITY_ENDPOINT", authority.uri("/msi/token").toString(),
        "IDENTITY_HEADER", "proof");
  }

  /** The NIC that the address is on, or on its way to; empty = none. */
  public String holder() {
    return Network.holder(twin.state(), address).map(at -> at.parent().name()).orElse("");
  }

  /** What a name of the zone answers: addresses, or the public IP that an alias leads to. */
  List<String> answers(String relative) {
    return Dns.answers(twin.state(), ZONE, relative);
  }

  /** The first thing that no published example has. */
  public Optional<String> outside() {
    return twin.outside().stream().findFirst();
  }

  private static ResourceId id(String path) {
    return ResourceId.network(SUBSCRIPTION, "gateways-westeurope", path);
  }

  @Override
  public void close() {
    twin.close();
    authority.close();
  }
}
