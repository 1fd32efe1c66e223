package io.fairlead.fleet;

import java.util.SortedMap;

/**
 * One thing that clients reach under stable names.
 *
 * @param partitions by name; an active-passive service has the one called {@code all}
 * @param deployments by region
 */
public record Service(
    String name,
    int port,
    Routing routing,
    FailoverPolicy failover,
    FailbackMode failback,
    String failoverGroup,
    SortedMap<String, Partition> partitions,
    SortedMap<String, Deployment> deployments) {
  /** The group of services that name none. */
  public static final String DEFAULT_GROUP = "default";

  public Service {
    Names.checked("service", name);
    Names.checked("failover group", failoverGroup);
    partitions = Copies.sorted(partitions);
    deployments = Copies.sorted(deployments);
    if (partitions.isEmpty() || deployments.isEmpty()) {
      throw new IllegalArgumentException("service " + name + " needs partitions and deployments");
    }
  }
}
