package io.fairlead.wiring.function;

import io.fairlead.wiring.topology.Topology;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a replicating function says: this version's topologies declare nothing to be copied into a
 * region, and that is what it answers.
 */
public final class ReplicateLine {
  private ReplicateLine() {}

  /** The line of one invocation. */
  public static ObjectNode of(String region, TopologySource.Known known, Invocation invocation) {
    Topology topology = known.topology();
    ObjectNode line =
        JsonMapper.shared()
            .createObjectNode()
            .put("kind", "replicate")
            .put("at", invocation.began().toString())
            .put("Region", region);
    if (topology == null) {
      return line.put("outcome", "Failed").put("text", "no topology: " + known.trouble());
    }
    return line.put("Fleet", topology.fleet().name())
        .put("topology", topology.fleet().digest())
        .put("outcome", "Idle")
        .put("text", "the topology declares no replication: nothing is copied");
  }
}
