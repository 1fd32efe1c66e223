package io.fairlead.wiring.function;

import io.fairlead.artifact.Pointer;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.topology.Topology;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a replicating function does in one invocation, and the line that it says of it. */
public final class ReplicateLine {
  private ReplicateLine() {}

  /**
   * One invocation.
   *
   * @param stores that the function reaches
   */
  public static ObjectNode of(
      String region, TopologySource.Known known, Invocation invocation, Stores stores) {
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
    line.put("Fleet", topology.fleet().name()).put("topology", topology.fleet().digest());
    SortedMap<String, ReplicateReport> reports =
        new RegionSets(topology, region, stores).run(invocation);
    if (reports.isEmpty()) {
      return line.put("outcome", "Idle")
          .put("text", "the topology declares no replication: nothing is copied");
    }
    ArrayNode copies = line.putArray("copies");
    reports.forEach((set, report) -> copy(copies.addObject().put("set", set), report));
    boolean done = reports.values().stream().allMatch(ReplicateLine::isDone);
    return line.put("outcome", done ? "Done" : "Trouble");
  }

  private static boolean isDone(ReplicateReport report) {
    return report.outcome().reason().isEmpty();
  }

  private static void copy(ObjectNode line, ReplicateReport report) {
    line.put("outcome", report.outcome().word())
        .put("shown", version(report.before()))
        .put("wanted", version(report.wanted()))
        .put("copiedObjects", report.copied().objects())
        .put("copiedBytes", report.copied().bytes());
    if (!isDone(report)) {
      line.put("why", report.outcome().reason());
    }
    if (!report.remarks().isEmpty()) {
      ArrayNode remarks = line.putArray("remarks");
      report.remarks().forEach(remarks::add);
    }
  }

  private static long version(@Nullable Pointer pointer) {
    return pointer == null ? 0 : pointer.version();
  }
}
