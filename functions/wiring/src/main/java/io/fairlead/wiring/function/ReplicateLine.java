package io.fairlead.wiring.function;

import io.fairlead.artifact.Pointer;
import io.fairlead.cycle.ReplicateReport;
import io.fairlead.wiring.local.TokenPlace;
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
   * @param reached what the function reaches stores and keys by
   */
  public static ObjectNode of(
      String region,
      TopologySource.Known known,
      Invocation invocation,
      TokenPlace.Reached reached) {
    Topology topology = known.topology();
    if (topology == null) {
      return failed(region, invocation, known.trouble());
    }
    ObjectNode line = begun(region, invocation);
    line.put("Fleet", topology.fleet().name()).put("topology", topology.fleet().digest());
    // Tokens first: a revocation waits for no large object.
    SortedMap<String, RegionTokens.Fed> tokens =
        new RegionTokens(topology, region, reached).run(invocation);
    SortedMap<String, ReplicateReport> reports =
        new RegionSets(topology, region, reached.stores()).run(invocation);
    if (reports.isEmpty() && tokens.isEmpty()) {
      return line.put("outcome", "Idle")
          .put("text", "the topology declares no replication: nothing is copied");
    }
    if (!tokens.isEmpty()) {
      ArrayNode feeds = line.putArray("tokens");
      tokens.forEach((home, fed) -> feed(feeds.addObject().put("home", home), fed));
    }
    if (!reports.isEmpty()) {
      ArrayNode copies = line.putArray("copies");
      reports.forEach((set, report) -> copy(copies.addObject().put("set", set), report));
    }
    boolean done =
        reports.values().stream().allMatch(ReplicateLine::isDone)
            && tokens.values().stream().allMatch(fed -> fed.why().isEmpty());
    return line.put("outcome", done ? "Done" : "Trouble");
  }

  /** One invocation that has no topology. */
  public static ObjectNode failed(String region, Invocation invocation, String trouble) {
    return begun(region, invocation)
        .put("outcome", "Failed")
        .put("text", "no topology: " + trouble);
  }

  private static ObjectNode begun(String region, Invocation invocation) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("kind", "replicate")
        .put("at", invocation.began().toString())
        .put("Region", region);
  }

  private static void feed(ObjectNode line, RegionTokens.Fed fed) {
    line.put("outcome", fed.outcome());
    if (fed.page() > 0) {
      line.put("page", fed.page());
    }
    if (!fed.why().isEmpty()) {
      line.put("why", fed.why());
    }
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
