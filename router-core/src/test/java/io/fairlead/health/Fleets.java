package io.fairlead.health;

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
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Small fleets for tests, in the shape of the demo's. */
final class Fleets {
  /** The demo's pace: every 2 s, 500 ms a try. */
  static final Safety.ProbePace PACE =
      new Safety.ProbePace(Duration.ofSeconds(2), Duration.ofMillis(500), 5);

  static final Safety SAFETY =
      new Safety(
          PACE,
          Safety.DEFAULTS.ramp(),
          Safety.DEFAULTS.evacuation(),
          Safety.DEFAULTS.panicWindow(),
          Safety.DEFAULTS.damping(),
          1,
          1,
          3,
          3,
          80);

  private Fleets() {}

  /** Three serving regions; orders (8080) runs in all of them, portal (8081) in the first two. */
  static Fleet three() {
    return fleet(
        List.of(region("eu-north"), region("eu-west"), region("us-east")),
        List.of(
            service("orders", 8080, "eu-north", "eu-west", "us-east"),
            service("portal", 8081, "eu-north", "eu-west")));
  }

  /** The fleet of these regions and services, with probes of ready, orders, portal and admin. */
  static Fleet fleet(List<Region> regions, List<Service> services) {
    TreeMap<String, Probe> probes = new TreeMap<>();
    probes.put("ready", probe("ready", 8100, Probe.Question.SERVING));
    probes.put("orders", probe("orders", 8080, Probe.Question.SERVING));
    probes.put("portal", probe("portal", 8081, Probe.Question.SERVING));
    probes.put("admin", probe("admin", 9000, Probe.Question.CONFIGURABLE));
    TreeMap<String, Region> byName = new TreeMap<>();
    regions.forEach(region -> byName.put(region.name(), region));
    TreeMap<String, Service> named = new TreeMap<>();
    services.forEach(service -> named.put(service.name(), service));
    return new Fleet("three", Mode.ACT, "9f3c12aa", probes, byName, named, SAFETY);
  }

  /** A region with two nodes that share the address {@code front}. */
  static Region region(String name, String... reaches) {
    TreeMap<String, Node> nodes = new TreeMap<>();
    nodes.put("gw-1", new Node("gw-1", name + "-1", "gw-1." + name));
    nodes.put("gw-2", new Node("gw-2", name + "-2", "gw-2." + name));
    TreeMap<String, FloatingAddress> addresses = new TreeMap<>();
    addresses.put(
        "front",
        new FloatingAddress("front", name, List.of("front." + name), List.of("gw-1", "gw-2")));
    return new Region(
        name,
        Cloud.LOCAL,
        name,
        "EU",
        false,
        observer(reaches),
        List.of("ready", "orders", "portal", "admin"),
        nodes,
        addresses);
  }

  /** A region that only watches. */
  static Region witness(String name) {
    return new Region(
        name,
        Cloud.LOCAL,
        name,
        "EU",
        true,
        observer(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** A service behind {@code front} in these regions. */
  static Service service(String name, int port, String... regions) {
    TreeMap<String, Deployment> deployments = new TreeMap<>();
    for (String region : regions) {
      deployments.put(region, new Deployment(name, region, "front", List.of(), 500));
    }
    PartitionId id = new PartitionId(name, "all");
    Partition all =
        new Partition(
            id,
            name + ".demo.test",
            "demo.test",
            Duration.ofSeconds(5),
            100,
            new TreeSet<>(),
            new TreeMap<>(),
            List.of(regions),
            null);
    return new Service(
        name,
        port,
        Routing.ACTIVE_PASSIVE,
        FailoverPolicy.AUTOMATIC,
        FailbackMode.MANUAL,
        Service.DEFAULT_GROUP,
        new TreeMap<>(java.util.Map.of("all", all)),
        deployments);
  }

  private static Observer observer(String... reaches) {
    return new Observer(null, new TreeSet<>(Arrays.asList(reaches)));
  }

  private static Probe probe(String name, int port, Probe.Question question) {
    return new Probe(name, new Check.Tcp(port), question, true);
  }
}
