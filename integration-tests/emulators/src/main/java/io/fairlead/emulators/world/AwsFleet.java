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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Three regions of AWS with some nodes each; what they serve is under one address a region. */
final class AwsFleet {
  static final String NAME = "shop";
  static final String ZONE = "orders.test";

  /** The group of {@code orders}, and of {@code basket} where there is one. */
  static final String DEFAULT = "default";

  /** The regions by their place in AWS. */
  static final SortedMap<String, String> LOCATIONS =
      new TreeMap<>(
          Map.of("eu-north", "eu-north-1", "eu-west", "eu-west-1", "us-east", "us-east-1"));

  /** Between two ticks. */
  static final Duration TICK = Safety.DEFAULTS.probe().interval();

  /** That of {@code orders}. */
  static final int PORT = 8080;

  private static final Map<String, Integer> PORTS =
      Map.of("orders", PORT, "basket", 8081, "portal", 8082);

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

  /** What a fleet is like. */
  enum Kind {
    /** {@code orders} alone; addresses move in one step. */
    SEAMLESS,
    /** The same with five nodes a region. */
    FIVE_NODES,
    /** {@code orders} alone; addresses are taken off first. */
    STRICT,
    /** The same with three nodes a region. */
    STRICT_OF_THREE,
    /** In Europe {@code basket} leaves together with orders, and {@code portal} by itself. */
    GROUPS
  }

  /** How the addresses of every region move, and between how many nodes. */
  private record Addresses(boolean strict, int nodes) {
    List<String> names() {
      return IntStream.rangeClosed(1, nodes).mapToObj(each -> "gw-" + each).toList();
    }
  }

  private static final Addresses PAIR = new Addresses(false, 2);

  /** The fleet of a kind. */
  static Fleet of(Kind kind) {
    Service orders =
        service("orders", DEFAULT, deployments("orders", LOCATIONS.keySet()), europeAndAmerica());
    return switch (kind) {
      case SEAMLESS -> of(PAIR, List.of(orders));
      case FIVE_NODES -> of(new Addresses(false, 5), List.of(orders));
      case STRICT -> of(new Addresses(true, 2), List.of(orders));
      case STRICT_OF_THREE -> of(new Addresses(true, 3), List.of(orders));
      case GROUPS ->
          of(PAIR, List.of(orders, european("basket", DEFAULT), european("portal", "portal")));
    };
  }

  /** The fleet behind load balancers, with so many names. */
  static Fleet wide(int names, Function<String, List<String>> endpoints) {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    for (String name : LOCATIONS.keySet()) {
      deployments.put(name, new Deployment("orders", name, null, endpoints.apply(name), 500));
    }
    SortedMap<String, Partition> partitions = new TreeMap<>();
    for (int i = 0; i < names; i++) {
      String name = "p" + i;
      partitions.put(name, partition("orders", name, 1, Map.of("eu-west", 60, "us-east", 40)));
    }
    return of(PAIR, List.of(service("orders", DEFAULT, deployments, partitions)));
  }

  /** The fleet behind load balancers, with so many names, each of them Europe's alone. */
  static Fleet european(int names) {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    for (String name : LOCATIONS.keySet()) {
      String address = "203.0.113." + name.length();
      deployments.put(name, new Deployment("orders", name, null, List.of(address), 4 * names));
    }
    SortedMap<String, Partition> partitions = new TreeMap<>();
    for (int i = 0; i < names; i++) {
      String name = "p" + i;
      partitions.put(
          name,
          new Partition(
              new PartitionId("orders", name),
              name + "." + ZONE,
              ZONE,
              Duration.ofSeconds(60),
              1,
              new TreeSet<>(List.of("EU")),
              new TreeMap<>(Map.of("eu-west", 60, "eu-north", 40)),
              List.of(),
              null));
    }
    return of(PAIR, List.of(service("orders", DEFAULT, deployments, partitions)));
  }

  /** The same fleet as somebody else's. */
  static Fleet named(String name, Fleet fleet) {
    return new Fleet(
        name,
        fleet.mode(),
        fleet.digest(),
        fleet.probes(),
        fleet.regions(),
        fleet.services(),
        fleet.safety());
  }

  private static SortedMap<String, Partition> europeAndAmerica() {
    return new TreeMap<>(
        Map.of(
            "eu", partition("orders", "eu", 300, Map.of("eu-west", 60, "eu-north", 40)),
            "us", partition("orders", "us", 200, Map.of("us-east", 100))));
  }

  private static Service european(String name, String group) {
    return service(
        name,
        group,
        deployments(name, List.of("eu-north", "eu-west")),
        new TreeMap<>(
            Map.of(name, partition(name, name, 100, Map.of("eu-west", 60, "eu-north", 40)))));
  }

  private static SortedMap<String, Deployment> deployments(
      String service, Collection<String> regions) {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    for (String name : regions) {
      deployments.put(name, new Deployment(service, name, "front", List.of(), 500));
    }
    return deployments;
  }

  private static Service service(
      String name,
      String group,
      SortedMap<String, Deployment> deployments,
      SortedMap<String, Partition> partitions) {
    return new Service(
        name,
        port(name),
        Routing.PARTITIONED,
        FailoverPolicy.AUTOMATIC,
        FailbackMode.RAMP,
        group,
        partitions,
        deployments);
  }

  private static int port(String service) {
    return Objects.requireNonNull(PORTS.get(service));
  }

  private static Fleet of(Addresses addresses, List<Service> all) {
    SortedMap<String, Service> services = new TreeMap<>();
    SortedMap<String, Probe> probes = new TreeMap<>();
    for (Service service : all) {
      String name = service.name();
      services.put(name, service);
      probes.put(name, new Probe(name, new Check.Tcp(port(name)), Probe.Question.SERVING, true));
    }
    SortedMap<String, Region> regions = new TreeMap<>();
    for (String name : LOCATIONS.keySet()) {
      List<String> probed =
          all.stream()
              .filter(service -> service.deployments().containsKey(name))
              .map(Service::name)
              .toList();
      regions.put(name, region(name, regions.size() + 1, addresses, probed));
    }
    return new Fleet(NAME, Mode.ACT, "d1", probes, regions, services, PACE);
  }

  private static Region region(String name, int number, Addresses addresses, List<String> probed) {
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
        probed,
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

  private static Partition partition(
      String service, String name, int demand, Map<String, Integer> shares) {
    return new Partition(
        new PartitionId(service, name),
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
