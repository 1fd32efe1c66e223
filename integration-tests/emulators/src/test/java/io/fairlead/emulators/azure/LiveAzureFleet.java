package io.fairlead.emulators.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobStore;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.emulators.stack.Child;
import io.fairlead.emulators.stack.FairleadProcess;
import io.fairlead.fleet.RegionGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * The example's three regions of Azure: a process of `fairlead run` each, an account of Azurite
 * each, and gateways behind a load balancer each; in Amsterdam they have a public IP in its place.
 */
final class LiveAzureFleet implements AutoCloseable {
  /** Its processes are many: other classes run beside one fleet, and no second fleet. */
  static final String ONE_AT_A_TIME = "a live fleet in Azure";

  private static final Duration LONG = Duration.ofSeconds(120);
  static final String FLEET = "azure-three-regions";
  static final List<String> REGIONS = List.of("amsterdam", "frankfurt", "paris");

  private static final List<String> ACCOUNTS =
      List.of("fairleadwesteurope", "fairleadgermany", "fairleadfrance");
  private static final List<String> LAST = List.of("11", "12", "100");

  private static final String FRONT =
      "    floatingAddresses:\n"
          + "      front: {address: 203.0.113.10, publicIp: front-ip, nodes: [gw-1, gw-2]}\n";

  private static final String PROFILE =
      "  south.orders.example.com: {trafficManager: {subscription: "
          + LiveArm.SUBSCRIPTION
          + ", resourceGroup: gateways-westeurope, profile: "
          + LiveArm.PROFILE
          + ", protocol: http, path: /fairlead/flag}}\n";

  private final Path folder;
  private final AzureClients clients = Azurite.clients();
  private final List<BlobObjects> flagStores = new ArrayList<>();
  private final List<Process> runs = new ArrayList<>();
  private final SortedMap<String, List<HttpServer>> servers = new TreeMap<>();
  private final LiveArm arm = new LiveArm();
  private final int port;

  LiveAzureFleet(Path folder, String network) throws IOException {
    this(folder, network, text -> text);
  }

  /** The same with another topology. */
  LiveAzureFleet(Path folder, String network, UnaryOperator<String> edit) throws IOException {
    this.folder = folder;
    this.port = free();
    String text = edit.apply(example(network));
    for (int i = 0; i < REGIONS.size(); i++) {
      Azurite account = Azurite.three().get(i);
      BlobStore state = account.newContainer("state");
      BlobStore flags = account.newContainer("flags");
      flagStores.add(
          new BlobObjects(
              clients, new BlobStore(REGIONS.get(i), flags.account(), flags.container())));
      text =
          text.replace(
                  "storage: {account: " + ACCOUNTS.get(i) + ", container: state}",
                  "storage: {account: %s, container: %s, endpoint: \"%s\", key: \"${STORAGE_KEY}\"}"
                      .formatted(Azurite.ACCOUNT, state.container(), state.account().endpoint()))
              .replaceFirst(
                  "flags: \\{container: flags}", "flags: {container: " + flags.container() + "}");
      List<HttpServer> ofRegion = new ArrayList<>();
      for (String last : LAST) {
        ofRegion.add(server(network + "." + (i + 1) + "." + last));
      }
      servers.put(REGIONS.get(i), ofRegion);
    }
    Files.writeString(topology(), text);
  }

  /** The example on this machine's addresses, at a pace that a test can wait for. */
  private String example(String network) throws IOException {
    String text =
        Files.readString(
                io.fairlead.parts.Workspace.top().resolve("examples/azure-three-regions.yaml"))
            .replace("mode: observe", "mode: act")
            .replaceAll("anchors: .*\n", "\n")
            .replace("https:\n", "http:\n")
            .replaceAll("      tls: .*\n", "")
            .replace("port: 8443", "port: " + port)
            .replaceFirst("(      gw-2: .*\n)", "$1" + FRONT)
            .replace("zones:\n", "zones:\n" + PROFILE)
            .replace("south: {name: ", "south: {zone: south.orders.example.com, name: ")
            .replace(
                "amsterdam: {endpoints: [203.0.113.10],", "amsterdam: {floatingAddress: front,");
    for (int i = 1; i <= REGIONS.size(); i++) {
      text =
          text.replace("10." + i + ".1.11", network + "." + i + ".11")
              .replace("10." + i + ".2.11", network + "." + i + ".12")
              .replace("203.0.113." + i + "0", network + "." + i + ".100")
              .replace("127.0.0.1:964" + i, "127.0.0.1:" + free());
    }
    return text
        + "safety:\n  probe: {interval: 2s, timeout: 500ms, rise: 2}\n"
        + "  evacuation: {limit: 1, per: 10s}\n  panic: {window: 10s}\n";
  }

  private static int free() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private HttpServer server(String host) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  /** The topology file that its processes read. */
  Path topology() {
    return folder.resolve("fairlead.yaml");
  }

  /** Starts the three runs. */
  void start() throws IOException {
    for (String region : REGIONS) {
      ProcessBuilder builder = process("run", "--region", region, "--until-input-ends");
      builder.redirectErrorStream(true).redirectOutput(log(region).toFile());
      runs.add(builder.start());
    }
  }

  private Path log(String region) {
    return folder.resolve("run-" + region + ".log");
  }

  /** What the three runs said. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String region : REGIONS) {
      all.append(Files.readString(log(region)));
    }
    return all.toString();
  }

  /** What the command line says, which never is a key or a stack trace. */
  Child.Said said(String... words) {
    try {
      Child.Said said = Child.run(process(words));
      assertThat(said.text()).doesNotContain(Azurite.KEY).doesNotContain("\tat ");
      return said;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until something is so; the runs' logs are told where it does not come to be. */
  void until(String what, BooleanSupplier isSo) throws IOException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!isSo.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + "\n" + logs()).isLessThan(end);
      LockSupport.parkNanos(100_000_000);
    }
  }

  /** A verb in a process of its own. */
  ProcessBuilder process(String... words) {
    ProcessBuilder builder = FairleadProcess.of(words).directory(folder.toFile());
    builder.command().addAll(List.of("-f", topology().toString()));
    builder.environment().putAll(Map.of("STORAGE_KEY", Azurite.KEY));
    builder.environment().putAll(arm.environment());
    return builder;
  }

  /** What the flag stores hold. */
  BlobFlags flags() {
    return new BlobFlags(
        clients,
        new BlobFlags.Owner(FLEET, "test"),
        flagStores,
        new TreeSet<>(REGIONS.stream().map(LiveAzureFleet::flag).toList()));
  }

  /** A region's flag. */
  static RegionGroup flag(String region) {
    return new RegionGroup(region, "default");
  }

  /** Whether two stores hold a region's flag. */
  boolean isOut(String region) {
    return flags().read(Instant.now().plusSeconds(5)).raised(flag(region));
  }

  /** Azure Resource Manager of its processes. */
  LiveArm arm() {
    return arm;
  }

  /** Ends the first gateway of a region. */
  void fell(String region) {
    servers.get(region).getFirst().stop(0);
  }

  /** Ends every gateway of a region, and its load balancer. */
  void darken(String region) {
    servers.get(region).forEach(server -> server.stop(0));
  }

  @Override
  public void close() {
    for (Process run : runs) {
      run.destroy();
      try {
        if (!run.waitFor(5, TimeUnit.SECONDS)) {
          run.destroyForcibly();
        }
      } catch (InterruptedException e) {
        run.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    servers.values().forEach(all -> all.forEach(server -> server.stop(0)));
    arm.close();
  }
}
