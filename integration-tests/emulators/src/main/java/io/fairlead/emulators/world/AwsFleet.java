package io.fairlead.emulators.world;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Three regions of AWS with two nodes each that serve {@code orders} under one address each. */
final class AwsFleet {
  static final String NAME = "shop";
  static final String ZONE = "orders.test";

  /** The regions by their place in AWS. */
  static final SortedMap<String, String> LOCATIONS =
      new TreeMap<>(
          Map.of("eu-north", "eu-north-1", "eu-west", "eu-west-1", "us-east", "us-east-1"));

  private static final int PORT = 8080;
  private static final int NODES = 2;

  /** The production pace, but for shorter ramps and damping. */
  private static final Safety PACE =
      new Safety(
          Safety.DEFAULTS.probe(),
          new Safety.RampPace(Duration.ofSeconds(20), List.of(50, 100), Duration.ofSeconds(10)),
          Safety.DEFAULTS.evacuation(),
          Safety.DEFAULTS.panicWindow(),
          new Safety.Damping(1000, Duration.ofMinutes(2), 3000, 1000, 12_000),
          Safety.DEFAULTS.keepServing(),
          Safety.DEFAULTS.holdDownIntervals(),
          Safety.DEFAULTS.freshnessIntervals(),
          Safety.DEFAULTS.intentIntervals(),
          Safety.DEFAULTS.capacityPercent());

  private AwsFleet() {}

  /** The fleet whose addresses move in two steps where they are strict. */
  static Fleet of(boolean strict) {
    return of(strict, NODES);
  }

  /** The same with so many nodes a region, {@code gw-1} and so on. */
  static Fleet of(boolean strict, int nodes) {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    for (String name : LOCATIONS.keySet()) {
      deployments.put(name, new Deployment("orders", name, "front", List.of(), 500));
    }
    return of(
        new Addresses(strict, nodes),
        deployments,
        Map.of(
            "eu", partition("eu", 300, Map.of("eu-west", 60, "eu-north", 40)),
            "us", partition("us", 200, Map.of("us-east", 100))));
  }

  /** The fleet behind load balancers, with so many names. */
  static Fleet wide(int names, Function<String, List<String>> endpoints) {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    for (String name : LOCATIONS.keySet()) {
      deployments.put(name, new Deployment("orders", name, null, endpoints.apply(name), 500));
    }
    Map<String, Partition> partitions = new TreeMap<>();
    for (int i = 0; i < names; i++) {
      String name = "p" + i;
      partitions.put(name, partition(name, 1, Map.of("eu-west", 60, "us-east", 40)));
    }
    return of(new Addresses(false, NODES), deployments, partitions);
  }

  /** How the addresses of every region move, and between how many nodes. */
  private record Addresses(boolean strict, int nodes) {
    List<String> names() {
      return IntStream.rangeClosed(1, nodes).mapToObj(each -> "gw-" + each).toList();
    }
  }

  private static Fleet of(
      Addresses addresses,
      SortedMap<String, Deployment> deployments,
      Map<String, Partition> partitions) {
    SortedMap<String, Region> regions = new TreeMap<>();
    int number = 1;
    for (String name : LOCATIONS.keySet()) {
      regions.put(name, region(name, number, addresses));
      number++;
    }
    Service orders =
        new Service(
            "orders",
            PORT,
            Routing.PARTITIONED,
            FailoverPolicy.AUTOMATIC,
            FailbackMode.RAMP,
            "default",
            new TreeMap<>(partitions),
            deployments);
    Probe probe = new Probe("orders", new Check.Tcp(PORT), Probe.Question.SERVING, true);
    return new Fleet(
        NAME,
        Mode.ACT,
        "d1",
        new TreeMap<>(Map.of("orders", probe)),
        regions,
        new TreeMap<>(Map.of("orders", orders)),
        PACE);
  }

  private static Region region(String name, int number, Addresses addresses) {
    String net = "10.1." + number + ".";
    SortedMap<String, Node> nodes = new TreeMap<>();
    for (String node : addresses.names()) {
      nodes.put(node, new Node(node, "eni-" + node, net + node.substring(3)));
    }
    return new Region(
        name,
        Cloud.AWS,
        Objects.requireNonNull(LOCATIONS.get(name)),
        name.startsWith("eu") ? "EU" : "US",
        false,
        new Observer(null, new TreeSet<>()),
        List.of("orders"),
        nodes,
        new TreeMap<>(
            Map.of(
                "front",
                new FloatingAddress(
                    "front",
                    "eipalloc-" + number,
                    List.of("203.0.113." + number),
                    addresses.names(),
                    addresses.strict()))));
  }

  private static Partition partition(String name, int demand, Map<String, Integer> shares) {
    return new Partition(
        new PartitionId("orders", name),
        name + "." + ZONE,
        ZONE,
        Duration.ofSeconds(60),
        demand,
        new TreeSet<>(),
        new TreeMap<>(shares),
        List.of(),
        null);
  }
}
