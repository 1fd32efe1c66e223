package io.fairlead.emulators.twin.cloudwatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An alarm on one metric, as a template has it and as DescribeAlarms tells it.
 *
 * @param whole its description
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">
 *     How alarm state is evaluated when data is missing</a>
 */
record Alarm(String region, JsonNode whole) {
  static final String OK = "OK";
  static final String ALARM = "ALARM";
  static final String NO_DATA = "INSUFFICIENT_DATA";

  /** How many points are looked at beyond the periods evaluated: as in AWS's own example. */
  private static final int BEYOND = 2;

  String name() {
    return whole.path("AlarmName").asString("");
  }

  Metric metric() {
    SortedMap<String, String> dimensions = new TreeMap<>();
    whole
        .path("Dimensions")
        .forEach(
            each -> dimensions.put(each.path("Name").asString(), each.path("Value").asString()));
    return new Metric(
        region,
        whole.path("Namespace").asString(),
        whole.path("MetricName").asString(),
        dimensions);
  }

  Duration period() {
    return Duration.ofSeconds(whole.path("Period").asInt());
  }

  int periods() {
    return whole.path("EvaluationPeriods").asInt();
  }

  /** Points that are looked at. */
  int range() {
    return periods() + BEYOND;
  }

  boolean breaches(Statistics point) {
    double value = point.named(whole.path("Statistic").asString());
    double threshold = whole.path("Threshold").asDouble();
    return switch (whole.path("ComparisonOperator").asString()) {
      case "GreaterThanOrEqualToThreshold" -> value >= threshold;
      case "GreaterThanThreshold" -> value > threshold;
      case "LessThanThreshold" -> value < threshold;
      case "LessThanOrEqualToThreshold" -> value <= threshold;
      default -> throw new IllegalArgumentException("the twin has no such alarms: " + whole);
    };
  }

  /** Who is told when it turns to a state. */
  List<String> actions(String state) {
    List<String> actions = new ArrayList<>();
    String list = state.equals(ALARM) ? "AlarmActions" : state.equals(OK) ? "OKActions" : "";
    whole.path(list).forEach(action -> actions.add(action.asString()));
    return actions;
  }

  /**
   * The state after an evaluation. Where the range has as many points as there are periods, the
   * newest of these decide, and what is missing does not matter; otherwise what is missing is
   * filled in.
   *
   * @param found whether each point found in the range breaches, oldest first
   */
  String next(String state, List<Boolean> found) {
    List<Boolean> newest = found.subList(Math.max(0, found.size() - periods()), found.size());
    int missing = periods() - newest.size();
    int needed = whole.path("DatapointsToAlarm").asInt(periods());
    long breaching = newest.stream().filter(each -> each).count();
    boolean surely = breaching >= needed;
    boolean possibly = breaching + missing >= needed;
    return switch (whole.path("TreatMissingData").asString("missing")) {
      case "breaching" -> possibly ? ALARM : OK;
      case "notBreaching" -> surely ? ALARM : OK;
      case "ignore" -> surely ? ALARM : possibly ? state : OK;
      default -> newest.isEmpty() ? NO_DATA : possibly && breaching > 0 ? ALARM : OK;
    };
  }
}
