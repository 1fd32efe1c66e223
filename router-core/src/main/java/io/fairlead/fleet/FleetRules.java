package io.fairlead.fleet;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The second check of a fleet, after the topology reader's: references resolve, and nothing is
 * declared that no cloud can do. The reader reports all problems with their lines; this refuses the
 * first, so that no fleet built by other means is unsound.
 */
final class FleetRules {
  private FleetRules() {}

  static void check(
      SortedMap<String, Region> regions,
      SortedMap<String, Service> services,
      SortedMap<String, Probe> probes) {
    regions.values().forEach(region -> checkProbes(region, probes));
    checkAddresses(regions);
    services.values().forEach(service -> checkService(service, regions));
  }

  static void checkSets(
      SortedMap<String, ReplicatedSet> sets,
      SortedMap<String, Region> regions,
      SortedMap<String, Service> services) {
    for (ReplicatedSet set : sets.values()) {
      require(
          regions.containsKey(set.master()) && regions.keySet().containsAll(set.regions()),
          "set " + set.name() + " names a region that is not declared");
      for (String name : set.services()) {
        Service service = services.get(name);
        require(service != null, "set " + set.name() + " names no service " + name);
      }
    }
  }

  static void checkDatabases(
      SortedMap<String, ReplicatedDatabase> databases,
      SortedMap<String, Region> regions,
      SortedMap<String, Service> services) {
    for (ReplicatedDatabase database : databases.values()) {
      require(
          regions.keySet().containsAll(database.standbys().keySet()),
          "database " + database.name() + " names a region that is not declared");
      for (String name : database.services()) {
        require(
            services.containsKey(name),
            "database " + database.name() + " names no service " + name);
      }
    }
  }

  private static void checkProbes(Region region, Map<String, Probe> probes) {
    for (String probe : region.probes()) {
      require(probes.containsKey(probe), "region " + region.name() + " names no probe " + probe);
    }
  }

  private static void checkAddresses(Map<String, Region> regions) {
    Set<String> seen = new HashSet<>();
    for (Region region : regions.values()) {
      Set<String> interfaces = new HashSet<>();
      for (Node node : region.nodes().values()) {
        require(
            interfaces.add(node.interfaceId()),
            "two nodes of " + region.name() + " share interface " + node.interfaceId());
      }
      for (FloatingAddress address : region.floatingAddresses().values()) {
        for (String text : address.addresses()) {
          require(seen.add(text), "floating address " + text + " is declared twice");
        }
      }
    }
  }

  private static void checkService(Service service, Map<String, Region> regions) {
    for (Deployment deployment : service.deployments().values()) {
      Region region = regions.get(deployment.region());
      require(
          region != null && !region.witness(),
          "service " + service.name() + " is deployed to no serving region " + deployment.region());
      String floating = deployment.floatingAddress();
      require(
          region == null || floating == null || region.floatingAddresses().containsKey(floating),
          "an address never crosses regions: "
              + service.name()
              + " in "
              + deployment.region()
              + " uses "
              + floating);
      LoadBalancer balancer = deployment.loadBalancer();
      require(
          region == null
              || balancer == null
              || (region.cloud() == Cloud.AWS && balancer.location().equals(region.location())),
          "an address never crosses regions: "
              + service.name()
              + " in "
              + deployment.region()
              + " is behind "
              + (balancer == null ? "none" : balancer.dnsName()));
    }
    for (Partition partition : service.partitions().values()) {
      for (String named : partition.shares().keySet()) {
        checkNamed(service, partition, regions.get(named), named);
      }
      for (String named : partition.order()) {
        checkNamed(service, partition, regions.get(named), named);
      }
    }
  }

  private static void checkNamed(
      Service service,
      Partition partition,
      @org.jspecify.annotations.Nullable Region region,
      String named) {
    require(
        region != null
            && service.deployments().containsKey(named)
            && partition.permits(region.jurisdiction()),
        "partition " + partition.id() + " gives a share to " + named + ", which cannot serve it");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
