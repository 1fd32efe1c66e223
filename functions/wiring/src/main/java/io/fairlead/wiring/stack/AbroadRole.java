package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Topology;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The role that a fleet's regions in Azure have in AWS, which {@code abroad.yaml} makes.
 *
 * @param stacks what the fleet has there
 */
record AbroadRole(AwsStacks stacks) {
  /** The parameters that the topology knows; empty where no region is in Azure. */
  SequencedMap<String, String> parameters() {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    Topology topology = stacks.topology();
    AzureStacks azure = AzureStacks.of(topology);
    if (azure.scopes().isEmpty()) {
      return parameters;
    }
    parameters.put("Fleet", topology.fleet().name());
    parameters.put("Locations", joined(stacks.locations()));
    parameters.put("FlagStores", stacks.stores().isEmpty() ? "" : joined(stacks.threeStores("")));
    parameters.put("RegisterTable", Objects.requireNonNullElse(topology.state().table(), ""));
    parameters.put("HostedZones", joined(stacks.hostedZones().values()));
    parameters.put("RecordNames", joined(stacks.recordNames()));
    SortedSet<String> sets = new TreeSet<>();
    SortedSet<String> buckets = new TreeSet<>();
    for (String region : azure.scopes().keySet()) {
      sets.addAll(SeenCopies.objects(topology, region));
      buckets.addAll(SeenCopies.buckets(topology, region));
      copied(topology, region, sets, buckets);
    }
    parameters.put("SeenSets", joined(sets));
    parameters.put("SeenBuckets", joined(buckets));
    String feeds =
        topology.tokens().store() instanceof TokenStore.Dynamo(_, String table) ? table : "";
    parameters.put("TokenStore", feeds);
    parameters.put("TokenFeeds", feeds.isEmpty() ? "" : joined(rows(azure)));
    return parameters;
  }

  /** What the replicate function of a region brings from stores in AWS into a container. */
  private static void copied(
      Topology topology, String region, SortedSet<String> sets, SortedSet<String> buckets) {
    topology
        .replication()
        .sets()
        .forEach(
            (name, set) -> {
              Replication.Destination into = set.regions().get(region);
              if (into != null
                  && into.into() instanceof ArtifactPlace.Blobs
                  && set.store() instanceof ArtifactPlace.S3 store) {
                sets.addAll(SeenCopies.objects(store, name));
                buckets.add(ArtifactBuckets.arn(store.location(), store.bucket()));
              }
            });
  }

  private static List<String> rows(AzureStacks azure) {
    return AccountTables.users(azure).stream()
        .map(region -> "tokens/feed." + region + "/*")
        .toList();
  }

  private static String joined(Collection<String> texts) {
    return String.join(",", texts);
  }
}
