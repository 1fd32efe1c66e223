package io.fairlead.wiring.stack;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.wiring.topology.CloudScope;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Alarms in the place of public flag objects: one a (region, failover group) in each location whose
 * flag store nobody but the fleet may read. The object stays what decides; the region's own tick
 * says in a metric whether it is there, and Route 53 reads that metric by the alarm. The stack is
 * the same in every such location.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html">
 *     Alarms that Route 53 can watch: standard resolution, plain statistics</a>
 */
public final class FlagAlarms {
  /** Namespace of the metrics. */
  public static final String NAMESPACE = "Fairlead/Flags";

  /** Their one dimension. */
  public static final String DIMENSION = "Fleet";

  /** Seconds that one value stands for. */
  static final int PERIOD = 60;

  private FlagAlarms() {}

  /** Name of a flag's alarm. */
  public static String name(String fleet, RegionGroup flag) {
    return "fairlead-" + fleet + "-flag-" + flag.region() + "-" + flag.group();
  }

  /** Name of a flag's metric: 1 = its object is there, 0 = it is not. */
  public static String metric(RegionGroup flag) {
    return flag.toString();
  }

  /** Private flag stores, location by region; empty where every store is public. */
  public static SortedMap<String, String> stores(AwsStacks stacks) {
    SortedMap<String, String> locations = new TreeMap<>();
    stacks
        .scopes()
        .forEach(
            (region, scope) -> {
              if (isPrivate(scope)) {
                locations.put(region, stacks.location(region));
              }
            });
    return locations;
  }

  static boolean isPrivate(CloudScope.Aws scope) {
    return scope.flagBucket() != null && scope.privateFlags();
  }

  /** The template as YAML; equal topologies give equal text. */
  public static String template(AwsStacks stacks) {
    String fleet = stacks.topology().fleet().name();
    ObjectNode template = JsonMapper.shared().createObjectNode();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", "Fairlead, fleet " + fleet + " - flags as alarms");
    ObjectNode resources = template.putObject("Resources");
    for (RegionGroup flag : stacks.topology().fleet().regionGroups()) {
      alarm(resources.putObject(LogicalIds.of("Flag", flag.toString())), fleet, flag);
    }
    return "# Written by 'fairlead stacks' for topology "
        + stacks.topology().shortDigest()
        + " of fleet "
        + fleet
        + ". Deploy it in every location with a private flag store, before the global stack.\n"
        + YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build()
            .writeValueAsString(template);
  }

  private static void alarm(ObjectNode resource, String fleet, RegionGroup flag) {
    ObjectNode alarm = resource.put("Type", "AWS::CloudWatch::Alarm").putObject("Properties");
    alarm.put("AlarmName", name(fleet, flag));
    alarm.put("AlarmDescription", "The evacuation flag of " + flag + " is raised in this store");
    alarm.put("Namespace", NAMESPACE).put("MetricName", metric(flag));
    alarm.putArray("Dimensions").addObject().put("Name", DIMENSION).put("Value", fleet);
    alarm.put("Statistic", "Maximum").put("Period", PERIOD).put("EvaluationPeriods", 1);
    alarm.put("Threshold", 1).put("ComparisonOperator", "GreaterThanOrEqualToThreshold");
    // A store whose ticks stopped says nothing new: what it said last holds.
    alarm.put("TreatMissingData", "ignore");
  }
}
