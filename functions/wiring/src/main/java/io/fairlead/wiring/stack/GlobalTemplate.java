package io.fairlead.wiring.stack;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.wiring.region.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The stack that is not of one region: the checks over the flag stores that take records out, and
 * the checks that see from outside that a region's ticks stopped. The number of all of them follows
 * from the topology, so the template is written for it. Records are not in it: an update would set
 * them to what the template says, whatever the fleet has made of them since.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-healthcheck.html">
 *     AWS::Route53::HealthCheck</a>
 */
public final class GlobalTemplate {
  /** CloudFormation's limit on the resources of a stack. */
  public static final int MOST_RESOURCES = 500;

  /** Where Route 53 publishes the metrics of its checks, so where their alarms are. */
  public static final String LOCATION = "us-east-1";

  /** Seconds between two looks of a check at a flag, unless the stack is told otherwise. */
  public static final int STANDARD_INTERVAL_SECONDS = 30;

  /** The same of fast checks, which cost a dollar each. */
  public static final int FAST_INTERVAL_SECONDS = 10;

  /** Looks in a row that turn a check, unless the stack is told otherwise. */
  public static final int STANDARD_THRESHOLD = 1;

  private static final int NEEDED_STORES = 2;

  private final AwsStacks stacks;
  private final Fleet fleet;
  private final ObjectNode template = JsonMapper.shared().createObjectNode();
  private final ObjectNode resources = JsonMapper.shared().createObjectNode();

  private GlobalTemplate(AwsStacks stacks) {
    this.stacks = stacks;
    this.fleet = stacks.topology().fleet();
  }

  /**
   * The template as YAML; equal topologies give equal text.
   *
   * @throws IllegalArgumentException one sentence where it would have too many resources
   */
  public static String of(AwsStacks stacks) {
    GlobalTemplate made = new GlobalTemplate(stacks);
    made.build();
    return "# Written by 'fairlead stacks' for topology "
        + stacks.topology().shortDigest()
        + " of fleet "
        + stacks.topology().fleet().name()
        + ". Deploy it in "
        + LOCATION
        + ", after every region's stack.\n"
        + YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build()
            .writeValueAsString(made.template);
  }

  /**
   * What is dark together with a region in {@link #LOCATION}; empty where none is there.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html">
   *     Global services</a>
   */
  public static Optional<Finding> darkTogether(AwsStacks stacks) {
    String fleet = stacks.topology().fleet().name();
    return stacks.scopes().keySet().stream()
        .filter(region -> stacks.location(region).equals(LOCATION))
        .findFirst()
        .map(
            region ->
                Finding.warning(
                    "region/" + region,
                    "a region apart from what tells of it",
                    ("it in %s: the alarm fairlead-%s-silent-%s is dark with it, and so are the"
                            + " control planes of Route 53 and IAM, when traffic leaves by flags"
                            + " alone")
                        .formatted(LOCATION, fleet, region),
                    "subscribe people to the topics fairlead-%s-notices of the other regions, which"
                            .formatted(fleet)
                        + " still tell its silence"));
  }

  private void build() {
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Description", "Fairlead, fleet " + fleet.name() + " - checks");
    if (stacks.checksFlags()) {
      parameters();
      fleet.regionGroups().forEach(this::flagChecks);
    }
    stacks.scopes().keySet().forEach(this::silence);
    if (watches()) {
      resources.set("Silence", topic());
    }
    if (resources.size() > MOST_RESOURCES) {
      throw new IllegalArgumentException(
          "the global stack would have %d resources, CloudFormation takes %d: split the fleet in two."
              .formatted(resources.size(), MOST_RESOURCES));
    }
    template.set("Resources", resources);
    outputs();
  }

  /** Whether there are regions whose ticks are watched; others are watched where they are. */
  private boolean watches() {
    return !stacks.scopes().isEmpty();
  }

  /** How flag objects are asked for, where any is. */
  private void parameters() {
    boolean inBuckets = !FlagAlarms.stores(stacks).keySet().containsAll(stacks.stores().keySet());
    if (!inBuckets && FlagPlace.of(stacks.topology()).isEmpty()) {
      return;
    }
    ObjectNode parameters = template.putObject("Parameters");
    if (inBuckets) {
      protocol(parameters.putObject("FlagProtocol"));
    }
    ObjectNode interval = parameters.putObject("RequestInterval");
    interval.put("Type", "Number").put("Default", STANDARD_INTERVAL_SECONDS);
    interval.put("Description", "Seconds between two checks of a flag; 10 costs a dollar a check");
    interval.putArray("AllowedValues").add(FAST_INTERVAL_SECONDS).add(STANDARD_INTERVAL_SECONDS);
    parameters
        .putObject("FailureThreshold")
        .put("Type", "Number")
        .put("Description", "Checks in a row that must see a flag, or see it gone")
        .put("Default", STANDARD_THRESHOLD)
        .put("MinValue", 1)
        .put("MaxValue", 10);
  }

  private void protocol(ObjectNode protocol) {
    protocol.put("Type", "String").put("Default", "HTTP");
    protocol.put("Description", "HTTPS costs a dollar a check; Route 53 verifies no certificates");
    protocol.putArray("AllowedValues").add("HTTP").add("HTTPS");
    ObjectNode conditions = template.putObject("Conditions").putObject("Tls");
    conditions.putArray("Fn::Equals").add(reference("FlagProtocol")).add("HTTPS");
  }

  /** In while at least two of three stores hold no flag: absent and unreadable mean stay in. */
  private void flagChecks(RegionGroup flag) {
    ObjectNode out = check(LogicalIds.of("Out", flag.toString()), "out " + flag);
    ArrayNode children =
        out.put("Type", "CALCULATED")
            .put("HealthThreshold", NEEDED_STORES)
            .putArray("ChildHealthChecks");
    stacks
        .stores()
        .forEach(
            (store, bucket) -> {
              String id = LogicalIds.of("Flag", flag + "@" + store);
              ObjectNode child = check(id, "flag " + flag + " in " + store);
              if (FlagAlarms.stores(stacks).containsKey(store)) {
                alarmed(child, flag, store);
              } else {
                asked(child, flag, bucket + ".s3." + stacks.location(store));
              }
              children.add(reference(id));
            });
    FlagPlace.of(stacks.topology())
        .forEach(
            (store, place) -> {
              String id = LogicalIds.of("Flag", flag + "@" + store);
              asked(check(id, "flag " + flag + " in " + store), flag, place);
              children.add(reference(id));
            });
  }

  /** The same of a blob. */
  private void asked(ObjectNode child, RegionGroup flag, FlagPlace place) {
    child.put("Type", "HTTPS").put("Port", 443).put("Inverted", true);
    child.put("FullyQualifiedDomainName", place.host());
    child.put("ResourcePath", place.path() + flagKey(flag));
    child.set("RequestInterval", reference("RequestInterval"));
    child.set("FailureThreshold", reference("FailureThreshold"));
  }

  /** An object that is there answers, which is taken for unhealthy. */
  private void asked(ObjectNode child, RegionGroup flag, String host) {
    child.set("Type", reference("FlagProtocol"));
    child.putObject("Port").putArray("Fn::If").add("Tls").add(443).add(80);
    child.put("Inverted", true);
    child.put("FullyQualifiedDomainName", host + ".amazonaws.com");
    child.put("ResourcePath", "/" + flagKey(flag));
    child.set("RequestInterval", reference("RequestInterval"));
    child.set("FailureThreshold", reference("FailureThreshold"));
  }

  /** A raised flag is an alarm, which is unhealthy as it is; without news the last word holds. */
  private void alarmed(ObjectNode child, RegionGroup flag, String store) {
    child.put("Type", "CLOUDWATCH_METRIC").put("InsufficientDataHealthStatus", "LastKnownStatus");
    child
        .putObject("AlarmIdentifier")
        .put("Name", FlagAlarms.name(fleet.name(), flag))
        .put("Region", stacks.location(store));
  }

  /** Key of a flag's object, as the functions write it. */
  private String flagKey(RegionGroup flag) {
    return "flags/" + fleet.name() + "/" + flag.region() + "/" + flag.group();
  }

  /** An alarm of a dark region tells nobody: Route 53 reads its metric from outside. */
  private void silence(String region) {
    String id = LogicalIds.of("Ticks", region);
    ObjectNode seen = check(id, "ticks of " + region);
    seen.put("Type", "CLOUDWATCH_METRIC").put("InsufficientDataHealthStatus", "Unhealthy");
    seen.putObject("AlarmIdentifier")
        .put("Name", "fairlead-" + fleet.name() + "-ticks-stopped")
        .put("Region", stacks.location(region));
    ObjectNode alarm = resource(LogicalIds.of("Silent", region), "AWS::CloudWatch::Alarm");
    alarm.put("AlarmName", "fairlead-" + fleet.name() + "-silent-" + region);
    alarm.put("AlarmDescription", "No tick of " + region + " is seen from outside");
    alarm.put("Namespace", "AWS/Route53").put("MetricName", "HealthCheckStatus");
    ObjectNode dimension = alarm.putArray("Dimensions").addObject().put("Name", "HealthCheckId");
    dimension.set("Value", reference(id));
    alarm.put("Statistic", "Minimum").put("Period", 60).put("EvaluationPeriods", 3);
    alarm.put("Threshold", 1).put("ComparisonOperator", "LessThanThreshold");
    alarm.put("TreatMissingData", "breaching");
    alarm.putArray("AlarmActions").add(reference("Silence"));
    alarm.putArray("OKActions").add(reference("Silence"));
  }

  private ObjectNode topic() {
    ObjectNode topic = JsonMapper.shared().createObjectNode().put("Type", "AWS::SNS::Topic");
    topic.putObject("Properties").put("TopicName", "fairlead-" + fleet.name() + "-silence");
    return topic;
  }

  private void outputs() {
    ObjectNode outputs = template.putObject("Outputs");
    outputs.putObject("Fleet").put("Value", fleet.name());
    if (stacks.checksFlags()) {
      List<String> checks = new ArrayList<>();
      for (RegionGroup flag : fleet.regionGroups()) {
        checks.add(flag + ": ${" + LogicalIds.of("Out", flag.toString()) + "}");
      }
      ObjectNode all = outputs.putObject("Checks");
      all.put("Description", "For 'zones.NAME.route53.checks' of the topology");
      all.putObject("Value").put("Fn::Sub", "{" + String.join(", ", checks) + "}");
    }
    if (watches()) {
      outputs.putObject("Silence").set("Value", reference("Silence"));
    }
  }

  /** The configuration of a new check, which carries a name for people. */
  private ObjectNode check(String id, String name) {
    ObjectNode check = resource(id, "AWS::Route53::HealthCheck");
    ObjectNode configuration = check.putObject("HealthCheckConfig");
    ArrayNode tags = check.putArray("HealthCheckTags");
    for (var tag : Map.of("Name", "fairlead " + fleet.name() + " " + name).entrySet()) {
      tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue());
    }
    tags.addObject().put("Key", "fairlead:fleet").put("Value", fleet.name());
    return configuration;
  }

  private ObjectNode resource(String id, String type) {
    return resources.putObject(id).put("Type", type).putObject("Properties");
  }

  private static ObjectNode reference(String id) {
    return JsonMapper.shared().createObjectNode().put("Ref", id);
  }
}
