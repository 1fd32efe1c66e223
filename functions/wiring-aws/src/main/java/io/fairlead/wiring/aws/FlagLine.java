package io.fairlead.wiring.aws;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.wiring.stack.FlagAlarms;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The line that says, where a flag store is private, which flags lie in it: metrics in CloudWatch's
 * embedded format, which alarms watch in the place of health checkers. A value is of the time at
 * which the store was read, so that a line that comes late changes a minute that is over.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
public final class FlagLine {
  /** Metrics that one directive may have; more are directives of the same line. */
  static final int MOST = 100;

  private FlagLine() {}

  /**
   * The line of one store.
   *
   * @param store the region's own
   * @param all every (region, failover group)
   * @return empty where the store could not be read: what was said last holds
   */
  public static String of(String fleet, String store, Collection<RegionGroup> all, Read read) {
    List<Copy> copies = read.flags().stores().get(store);
    if (copies == null || read.flags().unreadable().containsKey(store)) {
      return "";
    }
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("kind", "flags").put("at", read.at().toString()).put("store", store);
    line.put(FlagAlarms.DIMENSION, fleet);
    for (RegionGroup flag : all) {
      boolean raised = copies.stream().anyMatch(copy -> copy.flag().equals(flag));
      line.put(FlagAlarms.metric(flag), raised ? 1 : 0);
    }
    ObjectNode aws = line.putObject("_aws").put("Timestamp", read.at().toEpochMilli());
    ArrayNode directives = aws.putArray("CloudWatchMetrics");
    List<RegionGroup> flags = List.copyOf(all);
    for (int from = 0; from < flags.size(); from += MOST) {
      describe(directives, flags.subList(from, Math.min(flags.size(), from + MOST)));
    }
    return line.toString();
  }

  private static void describe(ArrayNode directives, List<RegionGroup> flags) {
    ObjectNode directive = directives.addObject();
    directive.put("Namespace", FlagAlarms.NAMESPACE);
    directive.putArray("Dimensions").addArray().add(FlagAlarms.DIMENSION);
    ArrayNode metrics = directive.putArray("Metrics");
    for (RegionGroup flag : flags) {
      metrics.addObject().put("Name", FlagAlarms.metric(flag)).put("Unit", "None");
    }
  }

  /** What the stores held, and not before when. */
  public record Read(Flags flags, Instant at) {}
}
