package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AccountKey;
import io.fairlead.azure.client.AzureAccess;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.client.StorageAccount;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.azure.identity.AzureIdentity;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.azure.EventGridTopic;
import io.fairlead.emulators.azure.LiveArm;
import io.fairlead.emulators.lambda.VirtualTime;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Observation;
import io.fairlead.journal.RegisterState;
import io.fairlead.parts.Workspace;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.Register;
import io.fairlead.wiring.azure.AzurePorts;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The example's three regions of Azure, each with the packaged function app in a process of its
 * own, in virtual time. Three accounts of one Azurite are their state, which the apps reach through
 * a tap; gateways listen on loopback, and those of Amsterdam have a public IP in Resource Manager.
 */
final class AppFleet implements AutoCloseable {
  static final List<String> REGIONS = List.of("amsterdam", "frankfurt", "paris");
  static final String TOPIC_KEY = "the-key-of-the-topic-1";
  static final Duration SLOT = Duration.ofSeconds(10);

  private static final List<String> ACCOUNTS =
      List.of("fairleadwesteurope", "fairleadgermany", "fairleadfrance");
  private static final String FRONT =
      "    floatingAddresses:\n"
          + "      front: {address: 203.0.113.10, publicIp: front-ip, nodes: [gw-1, gw-2]}\n";
  private static final String FILE = "fairlead.yaml";
  private static final String CONFIG = "config";
  private static final int MOST_SLOTS = 20;

  final VirtualTime time = new VirtualTime();
  final LiveArm arm = new LiveArm(time.clock());
  final AppGateways gateways = new AppGateways(arm::holder);
  final EventGridTopic people = new EventGridTopic(TOPIC_KEY, null);
  final Timers timers = new Timers(time);
  final StoreTap tap;
  private final Azurite azurite;
  private final AzureClients clients;
  private final AzurePorts ports;
  private final Path folder = AppZip.unpacked();
  private final SortedMap<String, HostedApp> apps = new TreeMap<>();

  AppFleet() throws IOException {
    azurite = Azurite.with(ACCOUNTS);
    tap = new StoreTap(azurite.port(), time);
    clients = new AzureClients(new AzureAccess(AzureIdentity.of(Map.of(), null, time), time));
    for (int i = 0; i < REGIONS.size(); i++) {
      for (String container : List.of("state", "flags", CONFIG)) {
        clients.container(storage(ACCOUNTS.get(i)), container).create();
      }
      gateways.start(i + 1);
      publish(REGIONS.get(i), text(tap.port()));
      apps.put(REGIONS.get(i), another(REGIONS.get(i)));
    }
    ports = new AzurePorts(topology(azurite.port()), clients, "test");
  }

  private StorageAccount storage(String name) {
    return new StorageAccount(
        name,
        URI.create("http://127.0.0.1:" + azurite.port() + "/" + name),
        new AccountKey(Azurite.KEY));
  }

  /** The storage account of a region. */
  String account(String region) {
    return accountOf(region);
  }

  /** Makes a container in a region's account. */
  void makeContainer(String region, String name) {
    clients.container(storage(accountOf(region)), name).create();
  }

  private static String accountOf(String region) {
    return ACCOUNTS.get(REGIONS.indexOf(region));
  }

  /** One more instance of a region's app; whoever starts it ends it. */
  HostedApp another(String region) throws IOException {
    return another(region, time);
  }

  /** The same on a machine with a clock of its own. */
  HostedApp another(String region, VirtualTime clock) throws IOException {
    Map<String, String> settings = new HashMap<>(arm.environment());
    settings.put("FAIRLEAD_REGION", region);
    settings.put(
        "FAIRLEAD_TOPOLOGY",
        "http://127.0.0.1:%d/%s/%s/%s".formatted(tap.port(), accountOf(region), CONFIG, FILE));
    settings.put("FAIRLEAD_TOPOLOGY_KEY", Azurite.KEY);
    settings.put("STORAGE_KEY", Azurite.KEY);
    settings.put("TOPIC_KEY", TOPIC_KEY);
    return new HostedApp(new HostedApp.Spec(folder, settings, clock));
  }

  /** The topology as the apps read it, or as this test does, past the tap. */
  private String text(int port) throws IOException {
    String text =
        Files.readString(Workspace.top().resolve("examples/azure-three-regions.yaml"))
            .replace("mode: observe", "mode: act")
            .replaceAll("anchors: .*\n", "\n")
            .replace("https:\n", "http:\n")
            .replaceAll("      tls: .*\n", "")
            .replaceAll("    observer: .*\n", "")
            .replaceFirst("(      gw-2: .*\n)", "$1" + FRONT)
            .replace(
                "amsterdam: {endpoints: [203.0.113.10],", "amsterdam: {floatingAddress: front,")
            .replaceAll(
                "notify: .*\n?",
                "notify: [{eventGrid: {endpoint: \"%s\", key: \"\\${TOPIC_KEY}\"}}]\n"
                    .formatted(people.endpoint()));
    for (String account : ACCOUNTS) {
      text =
          text.replace(
              "{account: " + account + ", container: state}",
              "{account: %1$s, container: state, endpoint: \"http://127.0.0.1:%2$d/%1$s\", key: \"${STORAGE_KEY}\"}"
                  .formatted(account, port));
    }
    return gateways.in(text)
        + """
        safety:
          probe: {interval: 10s, timeout: 800ms, rise: 2}
          freshness: 12
          ramp: {cleanFor: 10s, steps: [100], every: 10s}
          evacuation: {limit: 1, per: 30s}
          panic: {window: 20s}
          damping: {halfLife: 15s}
        """;
  }

  private Topology topology(int port) throws IOException {
    Map<String, String> names = Map.of("STORAGE_KEY", Azurite.KEY, "TOPIC_KEY", TOPIC_KEY);
    return switch (TopologyReader.read(
        text(port).getBytes(StandardCharsets.UTF_8), Path.of(""), names::get)) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid ->
          throw new IllegalStateException(invalid.problems().toString());
    };
  }

  /** The topology as the apps read it. */
  Topology topology() throws IOException {
    return topology(tap.port());
  }

  /** The digest by which the apps should tick. */
  String digest() throws IOException {
    return topology().fleet().digest();
  }

  /** The file that the apps should have read. */
  String file() throws IOException {
    return text(tap.port());
  }

  /** Puts a topology's file where a region's app reads it. */
  void publish(String region, String text) {
    BlobObjects config =
        new BlobObjects(clients, new BlobStore(region, storage(accountOf(region)), CONFIG));
    String etag = config.get(FILE, soon()) instanceof Got.There(_, String found) ? found : null;
    assertThat(config.put(FILE, text.getBytes(StandardCharsets.UTF_8), etag, soon()))
        .isInstanceOf(Put.Done.class);
  }

  HostedApp app(String region) {
    return apps.get(region);
  }

  /** Starts every timer. */
  void start() {
    apps.values().forEach(timers::start);
  }

  /** Fires one region's tick, alone, and waits. */
  HostedApp.Reply fire(String region) {
    return app(region).begin("tick", Timers.timer(false)).join();
  }

  /** Lets slots pass whose timers fire in every region. */
  void slots(int count) {
    timers.run(slot().plus(SLOT.multipliedBy(count)).plusSeconds(1));
  }

  /** The slot of now. */
  Instant slot() {
    long millis = time.instant().toEpochMilli();
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, SLOT.toMillis()));
  }

  /** Lets slots pass, at most {@value #MOST_SLOTS}, until something is so. */
  void until(BooleanSupplier reached) {
    for (int i = 0; i < MOST_SLOTS; i++) {
      slots(1);
      if (reached.getAsBoolean()) {
        return;
      }
    }
    StringBuilder logs = new StringBuilder();
    apps.forEach((region, each) -> logs.append(region).append('\n').append(tail(each)));
    throw new AssertionError("not reached within " + MOST_SLOTS + " slots\n" + logs);
  }

  private static String tail(HostedApp app) {
    return app.output().substring(Math.max(0, app.output().length() - 2500));
  }

  /** Whether the register is there and has no open intent. */
  boolean isAtRest() {
    return ports.register().read(soon()) instanceof Register.Read.State(_, RegisterState state)
        && state.intents().isEmpty();
  }

  RegisterState state() {
    return read().state();
  }

  Register.Read.State read() {
    return switch (ports.register().read(soon())) {
      case Register.Read.State state -> state;
      case Register.Read.Empty _, Register.Read.Unreachable _ ->
          throw new AssertionError("the register cannot be read");
    };
  }

  /** What observers wrote last. */
  SortedMap<String, Observation> entries() {
    return ports.observations().latest(soon()).found();
  }

  /** The flags of a region, of every store. */
  List<Copy> copies(String region) {
    return flags().read(soon()).stores().values().stream()
        .flatMap(List::stream)
        .filter(copy -> copy.flag().equals(flag(region)))
        .toList();
  }

  /** Takes a region's flags away, as a person's `restore` does. */
  void restore(String region) {
    assertThat(flags().release(flag(region), soon())).isEqualTo(new ApplyOutcome.Accepted());
  }

  private BlobFlags flags() {
    return ports.flags();
  }

  /** Whether two stores hold a region's flag. */
  boolean isOut(String region) {
    return flags().read(soon()).raised(flag(region));
  }

  private static RegionGroup flag(String region) {
    return new RegionGroup(region, "default");
  }

  private Instant soon() {
    return time.instant().plusSeconds(5);
  }

  @Override
  public void close() throws IOException {
    apps.values().forEach(HostedApp::close);
    ports.close();
    tap.close();
    azurite.close();
    people.close();
    gateways.close();
    arm.close();
  }
}
