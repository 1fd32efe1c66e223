package io.fairlead.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything one topology file declares.
 *
 * @param digest names this version of the topology: hex SHA-256 of its canonical form
 * @param replicated artifact sets that decide which regions may take new shares, by name
 * @param databases whose lag decides the same, by name
 */
public record Fleet(
    String name,
    Mode mode,
    String digest,
    SortedMap<String, Probe> probes,
    SortedMap<String, Region> regions,
    SortedMap<String, Service> services,
    Safety safety,
    SortedMap<String, ReplicatedSet> replicated,
    SortedMap<String, ReplicatedDatabase> databases) {
  public Fleet {
    Names.checked("fleet", name);
    probes = Copies.sorted(probes);
    regions = Copies.sorted(regions);
    services = Copies.sorted(services);
    replicated = Copies.sorted(replicated);
    databases = Copies.sorted(databases);
    FleetRules.check(regions, services, probes);
    FleetRules.checkSets(replicated, regions, services);
    FleetRules.checkDatabases(databases, regions, services);
  }

  /** A fleet none of whose services waits for databases. */
  public Fleet(
      String name,
      Mode mode,
      String digest,
      SortedMap<String, Probe> probes,
      SortedMap<String, Region> regions,
      SortedMap<String, Service> services,
      Safety safety,
      SortedMap<String, ReplicatedSet> replicated) {
    this(name, mode, digest, probes, regions, services, safety, replicated, new TreeMap<>());
  }

  /** A fleet none of whose services waits for copies. */
  public Fleet(
      String name,
      Mode mode,
      String digest,
      SortedMap<String, Probe> probes,
      SortedMap<String, Region> regions,
      SortedMap<String, Service> services,
      Safety safety) {
    this(name, mode, digest, probes, regions, services, safety, new TreeMap<>());
  }

  /** A declared region. */
  public Region region(String region) {
    Region found = regions.get(region);
    if (found == null) {
      throw new IllegalArgumentException("no region " + region + " in " + regions.keySet());
    }
    return found;
  }

  /** A declared service. */
  public Service service(String service) {
    Service found = services.get(service);
    if (found == null) {
      throw new IllegalArgumentException("no service " + service + " in " + services.keySet());
    }
    return found;
  }

  /** Every partition of every service, in name order. */
  public Stream<Partition> partitions() {
    List<Partition> all = new ArrayList<>();
    services.values().forEach(service -> all.addAll(service.partitions().values()));
    return all.stream();
  }

  /** Every deployment, by service, then region. */
  public Stream<Deployment> deployments() {
    List<Deployment> all = new ArrayList<>();
    services.values().forEach(service -> all.addAll(service.deployments().values()));
    return all.stream();
  }

  /** Services that use one floating address. */
  public Stream<Service> servicesOn(AddressId address) {
    return services.values().stream()
        .filter(
            service -> {
              Deployment at = service.deployments().get(address.region());
              return at != null && address.address().equals(at.floatingAddress());
            });
  }

  /** The members of a failover group. */
  public Stream<Service> servicesIn(String group) {
    return services.values().stream().filter(service -> service.failoverGroup().equals(group));
  }

  /** Every (region, failover group) that has a deployment. */
  public SortedSet<RegionGroup> regionGroups() {
    SortedSet<RegionGroup> all = new TreeSet<>();
    for (Service service : services.values()) {
      for (String region : service.deployments().keySet()) {
        all.add(new RegionGroup(region, service.failoverGroup()));
      }
    }
    return all;
  }

  /** Every floating address. */
  public SortedSet<AddressId> addresses() {
    SortedSet<AddressId> all = new TreeSet<>();
    for (Region region : regions.values()) {
      for (String address : region.floatingAddresses().keySet()) {
        all.add(new AddressId(region.name(), address));
      }
    }
    return all;
  }

  /** Every DNS zone that partitions name. */
  public SortedSet<String> zones() {
    return partitions().map(Partition::zone).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Regions that may serve a partition: deployed there and permitted by its residency. */
  public SortedSet<String> regionsOf(Partition partition) {
    SortedSet<String> permitted = new TreeSet<>();
    for (String region : service(partition.id().service()).deployments().keySet()) {
      if (partition.permits(region(region).jurisdiction())) {
        permitted.add(region);
      }
    }
    return permitted;
  }

  /** Addresses that clients of a deployment connect to, or the name that stands for them. */
  public List<String> addressesOf(Deployment deployment) {
    LoadBalancer balancer = deployment.loadBalancer();
    if (balancer != null) {
      return List.of(balancer.dnsName());
    }
    String floating = deployment.floatingAddress();
    if (floating == null) {
      return deployment.endpoints();
    }
    FloatingAddress found = region(deployment.region()).floatingAddresses().get(floating);
    if (found == null) {
      throw new IllegalStateException(
          "no floating address " + deployment.region() + "/" + floating);
    }
    return found.addresses();
  }
}
