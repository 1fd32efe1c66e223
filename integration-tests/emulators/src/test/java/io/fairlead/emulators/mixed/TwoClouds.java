package io.fairlead.emulators.mixed;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.azure.Azurite;
import io.fairlead.emulators.stack.Child;
import io.fairlead.emulators.stack.FairleadProcess;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.port.Observations;
import io.fairlead.wiring.aws.AwsParts;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.aws.TargetFindings;
import io.fairlead.wiring.azure.AzureParts;
import io.fairlead.wiring.function.TickEntries;
import io.fairlead.wiring.region.FleetParts;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.MixedAdapters;
import io.fairlead.wiring.register.JoinedCalls;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Three regions in one cloud or in two, in virtual time. Every region that is not dark observes and
 * steers by what its own functions have. Names of Route 53 are shared by one and three, the profile
 * of Traffic Manager by two and three, and the name of Azure DNS is three's.
 */
final class TwoClouds implements AutoCloseable {
  private static final int MOST = 20;

  final TwinClock clock;
  final AwsSide aws;
  final AzureSide azure;
  final Layout layout;
  final Topology topology;
  final TreeSet<String> dark = new TreeSet<>();
  final ConcurrentSkipListSet<String> down = new ConcurrentSkipListSet<>();
  final String text;
  private final Sight eyes;
  private final AtomicInteger ids = new AtomicInteger();
  private final SortedMap<String, FleetPorts> ports = new TreeMap<>();
  private final SortedMap<String, Observations> homes = new TreeMap<>();

  TwoClouds(Layout layout) throws IOException {
    this(layout, new TwinClock(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
  }

  /** The same in somebody's time. */
  TwoClouds(Layout layout, TwinClock clock) throws IOException {
    this.layout = layout;
    this.clock = clock;
    this.aws = new AwsSide(clock);
    this.azure = new AzureSide(clock);
    this.eyes = new Sight(clock, dark, down);
    this.text = text();
    ReadTopology read =
        TopologyReader.read(
            text.getBytes(StandardCharsets.UTF_8),
            Path.of("."),
            name -> name.equals("KEY") ? Azurite.KEY : null);
    if (!(read instanceof ReadTopology.Valid(Topology valid, var _))) {
      throw new AssertionError(read + "\n" + text);
    }
    this.topology = valid;
    Layout.REGIONS.forEach(region -> ports.put(region, open(region)));
  }

  private String text() throws IOException {
    StringBuilder regions = new StringBuilder();
    StringBuilder deployments = new StringBuilder();
    for (String region : Layout.REGIONS) {
      int number = Layout.REGIONS.indexOf(region) + 1;
      regions.append(
          layout.cloud(region) == Cloud.AWS
              ? aws.region(region, number)
              : azure.region(region, number));
      deployments.append("      " + region + ": {floatingAddress: front, capacity: 1000}\n");
    }
    boolean inAws = layout.has(Cloud.AWS);
    boolean inAzure = layout.has(Cloud.AZURE);
    return """
    apiVersion: fairlead/v1
    fleet: mixed
    mode: act
    state: {directory: .fairlead, register: quorum}
    probes:
      serving: {tcp: {port: 8443}, private: true}
    regions:
    """
        + regions
        + "zones:\n"
        + (inAws ? aws.zone(Layout.REGIONS) : "")
        + (inAzure ? AzureSide.zones() : "")
        + """
        services:
          orders:
            port: 8443
            routing: partitioned
            failover: automatic
            partitions:
        """
        + (inAws
            ? "      eu: {name: eu.%1$s, zone: %1$s, demand: 100, shares: {one: 60, three: 40}}\n"
                .formatted(AwsSide.ZONE)
            : "")
        + (inAzure
            ? """
                  shop: {name: %1$s, zone: %1$s, demand: 100, shares: {two: 50, three: 50}}
                  pay: {name: in.%2$s, zone: %2$s, demand: 100, shares: {three: 100}}
            """
                .formatted(AzureSide.PROFILE_ZONE, AzureSide.DNS_ZONE)
            : "")
        + "    deployments:\n"
        + deployments;
  }

  /** As the functions of a region have them. */
  private FleetPorts open(String region) {
    List<FleetParts> parts = new ArrayList<>();
    if (layout.has(Cloud.AWS)) {
      AwsClients clients = aws.clients();
      AwsPorts own = new AwsPorts(topology, new AwsPorts.Caller(region, "fairlead"), clients);
      TargetFindings targets = new TargetFindings(own.addresses(), own.director());
      parts.add(AwsParts.of(topology, own, targets, clients::close));
    }
    if (layout.has(Cloud.AZURE)) {
      parts.add(AzureParts.of(topology, azure.clients(), "fairlead"));
    }
    parts.stream()
        .filter(part -> part.regions().contains(region))
        .forEach(part -> homes.put(region, part.observations()));
    return MixedAdapters.over(topology, parts);
  }

  /**
   * Ticks until there is nothing left to do.
   *
   * @return how many it took
   */
  int settle() {
    for (int tick = 1; tick <= MOST; tick++) {
      if (tick().stream().allMatch(report -> report.outcome() instanceof CycleOutcome.Idle)) {
        return tick;
      }
    }
    throw new AssertionError("after " + MOST + " ticks there is something left to do");
  }

  /** Every port as a region's function has it. */
  FleetPorts ports(String region) {
    return ports.get(region);
  }

  Fleet fleet() {
    return topology.fleet();
  }

  Instant deadline() {
    return clock.instant().plusSeconds(10);
  }

  /** Every region that is not dark observes, then steers; an interval passes. */
  List<SteerReport> tick() {
    for (String region : Layout.REGIONS) {
      if (!dark.contains(region)) {
        observe(region, ports(region).observations());
      }
    }
    List<SteerReport> reports =
        Layout.REGIONS.stream()
            .filter(region -> !dark.contains(region))
            .map(region -> steer(region, ports(region).observations()))
            .toList();
    clock.pass(Duration.ofSeconds(10));
    return reports;
  }

  /** One region ticks as its function does: it reads its own last entry at home alone. */
  SteerReport tick(String region) {
    Observations home = homes.get(region);
    Observations all = ports(region).observations();
    if (layout.cloud(region) == Cloud.AZURE) {
      TickEntries entries = new TickEntries(region, home, all);
      home = entries.own();
      all = entries.all();
    }
    observe(region, home);
    SteerReport report = steer(region, all);
    clock.pass(Duration.ofSeconds(10));
    return report;
  }

  private void observe(String region, Observations own) {
    new ProbeCycle(
            fleet(),
            new ProbeCycle.Observer(region, region + "-1"),
            new ProbeCycle.Ports(eyes, eyes, own))
        .run(clock.instant(), deadline());
  }

  private SteerReport steer(String region, Observations entries) {
    FleetPorts own = ports(region);
    SteerCycle cycle =
        new SteerCycle(
            fleet(),
            new SteerCycle.Ports(
                own.register(),
                entries,
                own.addresses(),
                own.director(),
                own.flags(),
                (notices, deadline) -> {},
                (report, deadline) -> {},
                NewPath.probed(fleet(), region, eyes),
                new JoinedCalls()),
            () -> "op-" + ids.incrementAndGet());
    SteerReport report = cycle.run(clock.instant(), deadline());
    own.join().run();
    return report;
  }

  /** A region is gone: gateways, functions, cell and entry; and its flags, or not. */
  void darken(String region, boolean flagsToo) {
    dark.add(region);
    if (layout.cloud(region) == Cloud.AWS) {
      aws.darken(region, flagsToo);
    } else {
      azure.darken(region, flagsToo);
    }
  }

  /** A whole cloud is gone, and what writes its zones. */
  void darken(Cloud cloud) {
    Layout.REGIONS.stream().filter(each -> layout.cloud(each) == cloud).forEach(dark::add);
    if (cloud == Cloud.AWS) {
      aws.darken();
    } else {
      azure.darken();
    }
  }

  /** Where traffic of a region still goes, by zone; empty = nowhere. */
  List<String> answering(String region) {
    String address = fleet().addressesOf(deployment(region)).getFirst();
    List<String> zones = new ArrayList<>();
    if (layout.has(Cloud.AWS) && aws.weight("eu", region) > 0) {
      zones.add(AwsSide.ZONE);
    }
    if (layout.has(Cloud.AZURE) && azure.profileAnswers().contains(address)) {
      zones.add(AzureSide.PROFILE_ZONE);
    }
    if (layout.has(Cloud.AZURE)
        && azure.dnsAnswers("in").stream()
            .anyMatch(each -> each.equals(address) || each.equals("front-" + region))) {
      zones.add(AzureSide.DNS_ZONE);
    }
    return zones;
  }

  private Deployment deployment(String region) {
    return fleet().service("orders").deployments().get(region);
  }

  /** The node that has a region's address. */
  String holder(String region) {
    return layout.cloud(region) == Cloud.AWS ? aws.holder(region) : azure.holder(region);
  }

  /** What the command line says, in a process of its own with the credentials of both clouds. */
  Child.Said said(Path folder, String... words) throws IOException, InterruptedException {
    Map<String, String> both = new TreeMap<>(azure.environment());
    both.putAll(aws.environment());
    return said(folder, both, words);
  }

  /** The same with an environment. */
  Child.Said said(Path folder, Map<String, String> credentials, String... words)
      throws IOException, InterruptedException {
    Path file = folder.resolve("fairlead.yaml");
    Files.writeString(file, text);
    ProcessBuilder builder = FairleadProcess.of(words).directory(folder.toFile());
    builder.command().addAll(List.of("-f", file.toString()));
    Map<String, String> environment = builder.environment();
    environment.putAll(credentials);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return Child.run(builder);
  }

  @Override
  public void close() throws IOException {
    ports.values().forEach(FleetPorts::close);
    aws.close();
    azure.close();
  }
}
