package io.fairlead.local.edge;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Region;
import io.fairlead.local.relay.RelayLimits;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything an edge is told.
 *
 * @param fleet whose edge it is; state of another fleet is refused
 * @param region the region that it is the cloud of
 * @param edges where every edge of the fleet listens, by region, this one included
 * @param directory folder of what it keeps; made where it is missing
 * @param zones DNS zones that it answers for
 * @param floatingAddresses the addresses that each floating address listens on, by name
 * @param ports ports that floating addresses pass on
 * @param nodes host of every node, by name
 * @param token bearer token that HTTP requests must carry; null = none
 */
public record EdgeSettings(
    String fleet,
    String region,
    SortedMap<String, EdgePlace> edges,
    Path directory,
    SortedSet<String> zones,
    SortedMap<String, List<String>> floatingAddresses,
    SortedSet<Integer> ports,
    SortedMap<String, String> nodes,
    @Nullable String token,
    RelayLimits limits) {
  public EdgeSettings {
    edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
    zones = Collections.unmodifiableSortedSet(new TreeSet<>(zones));
    floatingAddresses = Collections.unmodifiableSortedMap(new TreeMap<>(floatingAddresses));
    ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    if (!edges.containsKey(region)) {
      throw new IllegalArgumentException(
          "no place for the edge of " + region + ", only of " + edges.keySet());
    }
  }

  /** The settings of a region's edge as a topology declares them, without a token. */
  public static EdgeSettings of(
      Fleet fleet, String region, SortedMap<String, EdgePlace> edges, Path directory) {
    Region declared = fleet.region(region);
    SortedMap<String, List<String>> addresses = new TreeMap<>();
    declared.floatingAddresses().forEach((name, each) -> addresses.put(name, each.addresses()));
    SortedMap<String, String> nodes = new TreeMap<>();
    declared.nodes().forEach((name, node) -> nodes.put(name, node.host()));
    SortedSet<Integer> ports =
        fleet
            .deployments()
            .filter(deployment -> deployment.region().equals(region))
            .map(Deployment::service)
            .map(service -> fleet.service(service).port())
            .collect(Collectors.toCollection(TreeSet::new));
    return new EdgeSettings(
        fleet.name(),
        region,
        edges,
        directory,
        fleet.zones(),
        addresses,
        ports,
        nodes,
        null,
        RelayLimits.DEFAULTS);
  }

  /** The same settings with a bearer token. */
  public EdgeSettings withToken(@Nullable String other) {
    return new EdgeSettings(
        fleet, region, edges, directory, zones, floatingAddresses, ports, nodes, other, limits);
  }

  /** Where this edge listens. */
  public EdgePlace place() {
    EdgePlace place = edges.get(region);
    if (place == null) {
      throw new IllegalStateException("no place for the edge of " + region);
    }
    return place;
  }
}
