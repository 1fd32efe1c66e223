package io.fairlead.plan;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Mode;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Observer;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fleets in the making, in the shape of the demo's unless a test says otherwise. */
final class Blueprint {
  static final Safety DEMO =
      new Safety(
          new Safety.ProbePace(Duration.ofSeconds(2), Duration.ofMillis(500), 5),
          new Safety.RampPace(
              Duration.ofSeconds(5), List.of(10, 25, 50, 75, 100), Duration.ofSeconds(2)),
          new Safety.EvacuationLimit(1, Duration.ofSeconds(30)),
          Duration.ofSeconds(30),
          new Safety.Damping(1000, Duration.ofSeconds(15), 3000, 1000, 12_000),
          1,
          1,
          3,
          3,
          80);

  Mode mode = Mode.ACT;
  Safety safety = DEMO;
  final TreeMap<String, Region> regions = new TreeMap<>();
  final TreeMap<String, Service> services = new TreeMap<>();
  private final TreeMap<String, Probe> probes = new TreeMap<>();

  /** The demo's three regions and two services. */
  static Blueprint demo() {
    Blueprint made = new Blueprint();
    made.region("eu-west", 1, "EU").region("eu-north", 2, "EU").region("us-east", 3, "US");
    made.orders(null);
    made.portal(FailbackMode.MANUAL);
    return made;
  }

  Blueprint() {
    probe("ready", 8100);
    probe("orders", 8080);
    probe("portal", 8081);
  }

  private void probe(String name, int port) {
    probes.put(name, new Probe(name, new Check.Tcp(port), Probe.Question.SERVING, true));
  }

  /** A region with two nodes that share one address. */
  Blueprint region(String name, int number, String jurisdiction) {
    TreeMap<String, Node> nodes = new TreeMap<>();
    String prefix = "127.10." + number + ".";
    nodes.put("gw-1", new Node("gw-1", prefix + "11", prefix + "11"));
    nodes.put("gw-2", new Node("gw-2", prefix + "12", prefix + "12"));
    String address = prefix + "100";
    TreeMap<String, FloatingAddress> addresses = new TreeMap<>();
    addresses.put(
        "front", new FloatingAddress("front", address, List.of(address), List.of("gw-1", "gw-2")));
    regions.put(
        name,
        new Region(
            name,
            Cloud.LOCAL,
            prefix + "0/24",
            jurisdiction,
            false,
            new Observer(null, new TreeSet<>()),
            List.of("ready", "orders", "portal"),
            nodes,
            addresses));
    return this;
  }

  /** One more node of a region, which its address may go to last. */
  Blueprint node(String region, String name, String ip) {
    Region old = regions.get(region);
    TreeMap<String, Node> nodes = new TreeMap<>(old.nodes());
    nodes.put(name, new Node(name, ip, ip));
    FloatingAddress front = old.floatingAddresses().get("front");
    List<String> listed = new ArrayList<>(front.nodes());
    listed.add(name);
    regions.put(
        region,
        new Region(
            region,
            old.cloud(),
            old.location(),
            old.jurisdiction(),
            old.witness(),
            old.observer(),
            old.probes(),
            nodes,
            new TreeMap<>(
                Map.of(
                    "front",
                    new FloatingAddress("front", front.targetId(), front.addresses(), listed)))));
    return this;
  }

  /** The demo's partitioned service, with an overflow or without. */
  Blueprint orders(@Nullable String overflow) {
    return service(
        "orders",
        FailoverPolicy.AUTOMATIC,
        FailbackMode.RAMP,
        Service.DEFAULT_GROUP,
        List.of(
            partition(
                "orders", "eu", 400, List.of("EU"), share("eu-west", 60, "eu-north", 40), overflow),
            partition("orders", "us", 200, List.of("US", "EU"), share("us-east", 100), overflow)),
        Map.of("eu-west", 500, "eu-north", 500, "us-east", 500));
  }

  /** The demo's active-passive service. */
  Blueprint portal(FailbackMode failback) {
    PartitionId id = new PartitionId("portal", "all");
    Partition all =
        new Partition(
            id,
            "portal.demo.test",
            "demo.test",
            Duration.ofSeconds(5),
            20,
            new TreeSet<>(),
            new TreeMap<>(),
            List.of("eu-west", "eu-north"),
            null);
    return service(
        "portal",
        FailoverPolicy.AUTOMATIC,
        failback,
        "portal",
        List.of(all),
        Map.of("eu-west", 50, "eu-north", 50));
  }

  /** A service on the address {@code front} of the regions named with its capacity there. */
  Blueprint service(
      String name,
      FailoverPolicy failover,
      FailbackMode failback,
      String group,
      List<Partition> partitions,
      Map<String, Integer> capacity) {
    TreeMap<String, Partition> byName = new TreeMap<>();
    partitions.forEach(partition -> byName.put(partition.id().partition(), partition));
    TreeMap<String, Deployment> deployments = new TreeMap<>();
    capacity.forEach(
        (region, rate) ->
            deployments.put(region, new Deployment(name, region, "front", List.of(), rate)));
    Routing routing =
        partitions.getFirst().order().isEmpty() ? Routing.PARTITIONED : Routing.ACTIVE_PASSIVE;
    int port = name.equals("portal") ? 8081 : 8080;
    services.put(
        name, new Service(name, port, routing, failover, failback, group, byName, deployments));
    return this;
  }

  /** A partition with home shares in the zone {@code <service>.demo.test}. */
  static Partition partition(
      String service,
      String name,
      int demand,
      List<String> residency,
      SortedMap<String, Integer> shares,
      @Nullable String overflow) {
    return new Partition(
        new PartitionId(service, name),
        name + "." + service + ".demo.test",
        service + ".demo.test",
        Duration.ofSeconds(5),
        demand,
        new TreeSet<>(residency),
        shares,
        List.of(),
        overflow);
  }

  static SortedMap<String, Integer> share(String region, int percent) {
    SortedMap<String, Integer> shares = new TreeMap<>();
    shares.put(region, percent);
    return shares;
  }

  static SortedMap<String, Integer> share(String one, int first, String other, int second) {
    SortedMap<String, Integer> shares = share(one, first);
    shares.put(other, second);
    return shares;
  }

  /** The safety settings with another number of deployments that always stay in. */
  Blueprint keeping(int serving) {
    safety =
        new Safety(
            safety.probe(),
            safety.ramp(),
            safety.evacuation(),
            safety.panicWindow(),
            safety.damping(),
            serving,
            safety.holdDownIntervals(),
            safety.freshnessIntervals(),
            safety.intentIntervals(),
            safety.capacityPercent());
    return this;
  }

  /** A service with a hold-down of its own, in intervals. */
  Blueprint holdDown(String name, int intervals) {
    services.computeIfPresent(
        name,
        (_, was) ->
            new Service(
                was.name(),
                was.port(),
                was.routing(),
                was.failover(),
                was.failback(),
                was.failoverGroup(),
                was.partitions(),
                was.deployments(),
                intervals));
    return this;
  }

  Blueprint observing() {
    mode = Mode.OBSERVE;
    return this;
  }

  Fleet fleet() {
    return new Fleet("three-regions", mode, "9f3c12", probes, regions, services, safety);
  }
}
