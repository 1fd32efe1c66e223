package io.fairlead.fleet;

import java.util.SortedMap;

/**
 * One thing that clients reach under stable names.
 *
 * @param partitions by name; an active-passive service has the one called {@code all}
 * @param deployments by region
 * @param holdDownIntervals probe intervals between two changes of its targets, such as its feeds
 *     need that must stay in order; 0 = as the fleet's safety says
 */
public record Service(
    String name,
    int port,
    Routing routing,
    FailoverPolicy failover,
    FailbackMode failback,
    String failoverGroup,
    SortedMap<String, Partition> partitions,
    SortedMap<String, Deployment> deployments,
    int holdDownIntervals) {
  /** The group of services that name none. */
  public static final String DEFAULT_GROUP = "default";

  public Service {
    Names.checked("service", name);
    Names.checked("failover group", failoverGroup);
    partitions = Copies.sorted(partitions);
    deployments = Copies.sorted(deployments);
    if (holdDownIntervals < 0) {
      throw new IllegalArgumentException(
          "service " + name + ": a hold-down of " + holdDownIntervals + " intervals is below 0");
    }
    if (partitions.isEmpty() || deployments.isEmpty()) {
      throw new IllegalArgumentException("service " + name + " needs partitions and deployments");
    }
  }

  /** A service with the fleet's hold-down. */
  public Service(
      String name,
      int port,
      Routing routing,
      FailoverPolicy failover,
      FailbackMode failback,
      String failoverGroup,
      SortedMap<String, Partition> partitions,
      SortedMap<String, Deployment> deployments) {
    this(name, port, routing, failover, failback, failoverGroup, partitions, deployments, 0);
  }
}
