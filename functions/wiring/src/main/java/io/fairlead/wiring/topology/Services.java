package io.fairlead.wiring.topology;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.LoadBalancer;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.yaml.Section;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Builds services with their partitions and deployments. */
final class Services {
  /** The one partition of an active-passive service. */
  static final String ALL = "all";

  /** How long resolvers keep an answer unless the file says otherwise. */
  static final Duration TTL = Duration.ofSeconds(60);

  private Services() {}

  static Service service(String name, Section service) {
    boolean partitioned = service.text("routing", "").equals("partitioned");
    return new Service(
        name,
        service.number("port", 0),
        partitioned ? Routing.PARTITIONED : Routing.ACTIVE_PASSIVE,
        service.text("failover", "").equals("automatic")
            ? FailoverPolicy.AUTOMATIC
            : FailoverPolicy.MANUAL,
        service.section("failback").text("mode", "manual").equals("ramp")
            ? FailbackMode.RAMP
            : FailbackMode.MANUAL,
        service.text("failoverGroup", Service.DEFAULT_GROUP),
        partitions(name, service, partitioned),
        deployments(name, service),
        service.number("holdDown", 0));
  }

  private static SortedMap<String, Partition> partitions(
      String service, Section section, boolean partitioned) {
    SortedMap<String, Partition> partitions = new TreeMap<>();
    if (partitioned) {
      section
          .named("partitions")
          .forEach(
              (name, partition) ->
                  partitions.put(
                      name, partition(new PartitionId(service, name), partition, section)));
    } else {
      partitions.put(ALL, partition(new PartitionId(service, ALL), section, section));
    }
    return partitions;
  }

  private static Partition partition(PartitionId id, Section partition, Section service) {
    String dnsName = partition.text("name", "");
    SortedMap<String, Integer> shares = new TreeMap<>();
    Section declared = partition.section("shares");
    for (String region : declared.entries().entries().keySet()) {
      shares.put(region, declared.number(region, 0));
    }
    return new Partition(
        id,
        dnsName,
        partition.text("zone", service.text("zone", parent(dnsName))),
        partition.duration("ttl", service.duration("ttl", TTL)),
        partition.number("demand", 0),
        new TreeSet<>(partition.texts("residency")),
        shares,
        partition.texts("order"),
        partition.text("overflow"));
  }

  private static String parent(String dnsName) {
    return dnsName.substring(dnsName.indexOf('.') + 1);
  }

  private static SortedMap<String, Deployment> deployments(String service, Section section) {
    SortedMap<String, Deployment> deployments = new TreeMap<>();
    section
        .named("deployments")
        .forEach(
            (region, deployment) ->
                deployments.put(
                    region,
                    new Deployment(
                        service,
                        region,
                        deployment.text("floatingAddress"),
                        deployment.texts("endpoints"),
                        deployment.number("capacity", 0),
                        loadBalancer(deployment.section("loadBalancer")))));
    return deployments;
  }

  private static @Nullable LoadBalancer loadBalancer(Section declared) {
    String name = declared.text("name");
    return name == null
        ? null
        : new LoadBalancer(
            name,
            declared.text("hostedZone", ""),
            declared.text("ipAddressType", "").equals(ServiceKeys.DUALSTACK));
  }
}
