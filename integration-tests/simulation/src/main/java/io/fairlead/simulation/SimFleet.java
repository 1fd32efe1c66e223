package io.fairlead.simulation;

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
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fleets of the simulated world: {@code orders}, partitioned, returns by ramp; {@code portal},
 * active-passive, returns when an operator says so.
 */
final class SimFleet {
  static final String DIGEST = "d1";
  private static final int ORDERS = 8080;
  private static final int PORTAL = 8081;

  /** The production pace, but for shorter ramps and damping, so that more happens in a day. */
  private static final Safety PACE =
      new Safety(
          Safety.DEFAULTS.probe(),
          new Safety.RampPace(
              Duration.ofMinutes(1), List.of(10, 25, 50, 75, 100), Duration.ofSeconds(30)),
          Safety.DEFAULTS.evacuation(),
          Safety.DEFAULTS.panicWindow(),
          new Safety.Damping(1000, Duration.ofMinutes(2), 3000, 1000, 12_000),
          Safety.DEFAULTS.keepServing(),
          Safety.DEFAULTS.holdDownIntervals(),
          Safety.DEFAULTS.freshnessIntervals(),
          Safety.DEFAULTS.intentIntervals(),
          Safety.DEFAULTS.capacityPercent());

  private SimFleet() {}

  /** Three serving regions with two nodes each, at the production pace. */
  static Fleet threeRegions() {
    return of(List.of("eu-north", "eu-west", "us-east"), Mode.ACT);
  }

  /** The same in mode observe. */
  static Fleet observing() {
    return of(List.of("eu-north", "eu-west", "us-east"), Mode.OBSERVE);
  }

  /** Three regions as another topology, which gives eu-north more. */
  static Fleet otherTopology() {
    return rolledOut(threeRegions());
  }

  /** The next version of a topology, which gives eu-north more. */
  static Fleet rolledOut(Fleet fleet) {
    SortedMap<String, Integer> shares = new TreeMap<>();
    shares.put("eu-west", 20);
    shares.put("eu-north", 80);
    Service orders = fleet.service("orders");
    SortedMap<String, Partition> partitions = new TreeMap<>(orders.partitions());
    partitions.put("eu", partition("orders", "eu", 300, shares, List.of()));
    SortedMap<String, Service> services = new TreeMap<>(fleet.services());
    services.put(
        "orders",
        new Service(
            orders.name(),
            orders.port(),
            orders.routing(),
            orders.failover(),
            orders.failback(),
            orders.failoverGroup(),
            partitions,
            orders.deployments()));
    return new Fleet(
        fleet.name(),
        Mode.ACT,
        "d2",
        fleet.probes(),
        fleet.regions(),
        services,
        fleet.safety(),
        fleet.replicated());
  }

  /** A fleet both of whose services wait for copies of a set that one region publishes. */
  static Fleet replicating(Fleet fleet, String master) {
    SortedSet<String> regions = new TreeSet<>(fleet.regions().keySet());
    regions.remove(master);
    ReplicatedSet set =
        new ReplicatedSet(
            "gateway",
            master,
            regions,
            new TreeSet<>(fleet.services().keySet()),
            Duration.ofMinutes(3),
            Duration.ofMinutes(2));
    SortedMap<String, ReplicatedSet> sets = new TreeMap<>();
    sets.put(set.name(), set);
    return new Fleet(
        fleet.name(),
        fleet.mode(),
        fleet.digest(),
        fleet.probes(),
        fleet.regions(),
        fleet.services(),
        fleet.safety(),
        sets);
  }

  /** Three regions that forget a fall slowly. */
  static Fleet damped() {
    Fleet fleet = threeRegions();
    Safety slow =
        new Safety(
            PACE.probe(),
            PACE.ramp(),
            PACE.evacuation(),
            PACE.panicWindow(),
            new Safety.Damping(1000, Duration.ofMinutes(10), 3000, 1000, 12_000),
            PACE.keepServing(),
            PACE.holdDownIntervals(),
            PACE.freshnessIntervals(),
            PACE.intentIntervals(),
            PACE.capacityPercent());
    return new Fleet(
        fleet.name(), Mode.ACT, DIGEST, fleet.probes(), fleet.regions(), fleet.services(), slow);
  }

  /** Three regions whose entries count for twelve intervals, as fleets in clouds set it. */
  static Fleet longFresh() {
    Fleet fleet = threeRegions();
    Safety patient =
        new Safety(
            PACE.probe(),
            PACE.ramp(),
            PACE.evacuation(),
            PACE.panicWindow(),
            PACE.damping(),
            PACE.keepServing(),
            PACE.holdDownIntervals(),
            12,
            PACE.intentIntervals(),
            PACE.capacityPercent());
    return new Fleet(
        fleet.name(), Mode.ACT, DIGEST, fleet.probes(), fleet.regions(), fleet.services(), patient);
  }

  /** Three regions, one of which only its own observer reaches. */
  static Fleet walledOff() {
    Fleet fleet = threeRegions();
    SortedMap<String, Region> regions = new TreeMap<>(fleet.regions());
    for (String name : List.of("eu-north", "eu-west")) {
      Region open = fleet.region(name);
      regions.put(
          name,
          new Region(
              open.name(),
              open.cloud(),
              open.location(),
              open.jurisdiction(),
              open.witness(),
              new Observer(null, new TreeSet<>(List.of("eu-north", "eu-west"))),
              open.probes(),
              open.nodes(),
              open.floatingAddresses()));
    }
    return new Fleet(
        fleet.name(), Mode.ACT, DIGEST, fleet.probes(), regions, fleet.services(), fleet.safety());
  }

  /** Four serving regions with two nodes each. */
  static Fleet fourRegions() {
    return of(List.of("eu-north", "eu-west", "us-east", "us-west"), Mode.ACT);
  }

  private static Fleet of(List<String> names, Mode mode) {
    SortedMap<String, Probe> probes = new TreeMap<>();
    probes.put("orders", probe("orders", ORDERS));
    probes.put("portal", probe("portal", PORTAL));
    SortedMap<String, Region> regions = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      regions.put(names.get(i), region(names.get(i), i + 1));
    }
    SortedMap<String, Service> services = new TreeMap<>();
    services.put("orders", orders(names));
    services.put("portal", portal());
    return new Fleet("sim", mode, DIGEST, probes, regions, services, PACE);
  }

  private static Probe probe(String name, int port) {
    return new Probe(name, new Check.Tcp(port), Probe.Question.SERVING, true);
  }

  private static Region region(String name, int number) {
    String net = "127.10." + number + ".";
    SortedMap<String, Node> nodes = new TreeMap<>();
    nodes.put("gw-1", new Node("gw-1", net + "11", net + "11"));
    nodes.put("gw-2", new Node("gw-2", net + "12", net + "12"));
    SortedMap<String, FloatingAddress> addresses = new TreeMap<>();
    addresses.put(
        "front",
        new FloatingAddress("front", net + "100", List.of(net + "100"), List.of("gw-1", "gw-2")));
    boolean eu = name.startsWith("eu");
    return new Region(
        name,
        Cloud.LOCAL,
        net + "0/24",
        eu ? "EU" : "US",
        false,
        new Observer(null, new TreeSet<>()),
        eu ? List.of("orders", "portal") : List.of("orders"),
        nodes,
        addresses);
  }

  private static Service orders(List<String> regions) {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    regions.forEach(r -> deployments.put(r, new Deployment("orders", r, "front", List.of(), 500)));
    SortedMap<String, Partition> partitions = new TreeMap<>();
    SortedMap<String, Integer> eu = new TreeMap<>();
    eu.put("eu-west", 60);
    eu.put("eu-north", 40);
    partitions.put("eu", partition("orders", "eu", 300, eu, List.of()));
    SortedMap<String, Integer> us = new TreeMap<>();
    if (regions.contains("us-west")) {
      us.put("us-east", 50);
      us.put("us-west", 50);
    } else {
      us.put("us-east", 100);
    }
    partitions.put("us", partition("orders", "us", 200, us, List.of()));
    return new Service(
        "orders",
        ORDERS,
        Routing.PARTITIONED,
        FailoverPolicy.AUTOMATIC,
        FailbackMode.RAMP,
        "default",
        partitions,
        deployments);
  }

  private static Service portal() {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    for (String region : List.of("eu-west", "eu-north")) {
      deployments.put(region, new Deployment("portal", region, "front", List.of(), 100));
    }
    SortedMap<String, Partition> partitions = new TreeMap<>();
    List<String> order = List.of("eu-west", "eu-north");
    partitions.put("all", partition("portal", "all", 20, new TreeMap<>(), order));
    return new Service(
        "portal",
        PORTAL,
        Routing.ACTIVE_PASSIVE,
        FailoverPolicy.AUTOMATIC,
        FailbackMode.MANUAL,
        "portal",
        partitions,
        deployments);
  }

  private static Partition partition(
      String service,
      String name,
      int demand,
      SortedMap<String, Integer> shares,
      List<String> order) {
    return new Partition(
        new PartitionId(service, name),
        name + "." + service + ".test",
        service + ".test",
        Duration.ofSeconds(60),
        demand,
        new TreeSet<>(),
        shares,
        order,
        null);
  }
}
