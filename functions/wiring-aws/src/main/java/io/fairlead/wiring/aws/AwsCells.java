package io.fairlead.wiring.aws;

import io.fairlead.aws.cell.DynamoCell;
import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.quorum.CasCell;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.RegisterKind;
import io.fairlead.wiring.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The cells that keep a fleet's register. */
final class AwsCells {
  private AwsCells() {}

  /**
   * One cell a region, or the one of a global table.
   *
   * @param near a region whose replica of a global table is asked first; null = none is nearer
   * @throws IllegalArgumentException when a region that keeps a cell is not in AWS
   */
  static List<CasCell> of(Topology topology, @Nullable String near, AwsClients clients) {
    List<String> regions = topology.state().cells();
    String table = topology.state().table();
    if (topology.state().register() != RegisterKind.GLOBAL_TABLE || table == null) {
      return regions.stream().map(region -> own(topology, region, clients)).toList();
    }
    List<CasCell> replicas = new ArrayList<>();
    for (String region : regions) {
      CasCell replica = replica(topology, region, table, clients);
      if (region.equals(near)) {
        replicas.addFirst(replica);
      } else {
        replicas.add(replica);
      }
    }
    return List.of(new NearestReplica(replicas));
  }

  /** Those of {@link #of} that are in AWS. */
  static List<CasCell> mine(Topology topology, @Nullable String near, AwsClients clients) {
    if (topology.state().register() == RegisterKind.GLOBAL_TABLE) {
      return of(topology, near, clients);
    }
    return topology.state().cells().stream()
        .filter(AwsPorts.scopes(topology)::containsKey)
        .map(region -> own(topology, region, clients))
        .toList();
  }

  private static CasCell replica(
      Topology topology, String region, String table, AwsClients clients) {
    String location = topology.fleet().region(region).location();
    String fleet = topology.fleet().name();
    return new DynamoCell(clients, new DynamoCell.Place(location, table, fleet, "table " + table));
  }

  private static CasCell own(Topology topology, String region, AwsClients clients) {
    SortedMap<String, CloudScope.Aws> scopes = AwsPorts.scopes(topology);
    CloudScope.Aws scope = scopes.get(region);
    if (scope == null) {
      throw new IllegalArgumentException("region " + region + " has a cell and is not in AWS");
    }
    String location = topology.fleet().region(region).location();
    String fleet = topology.fleet().name();
    return scope.cellBucket() == null
        ? new DynamoCell(clients, new DynamoCell.Place(location, scope.table(), fleet, location))
        : new S3Cell(clients, new S3Cell.Place(location, scope.cellBucket(), "cell/" + fleet));
  }
}
