package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Alarms of CloudWatch as health checks see them: Route 53 reads the metric by the alarm's
 * configuration and does not wait for the alarm. Here an alarm is on the maximum of a minute, not
 * less than 1, and a value is seen a minute after it was put.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html#dns-failover-determining-health-of-endpoints-cloudwatch">
 *     Health checks that monitor CloudWatch alarms</a>
 */
public final class Alarms {
  /** How long a value is on its way to Route 53: an assumption, on the slow side. */
  public static final Duration DELAY = Duration.ofSeconds(60);

  /** The longest that a value stands for where nothing follows. */
  private static final Duration DATA = Duration.ofSeconds(180);

  private final InstantSource clock;
  private final Map<String, Alarm> alarms = new TreeMap<>();

  Alarms(InstantSource clock) {
    this.clock = clock;
  }

  /** An alarm and what was put of its metric: the maximum of each minute. */
  private record Alarm(String namespace, String metric, TreeMap<Instant, Double> minutes) {}

  /** Makes an alarm, as a template has it. */
  public synchronized void put(String region, JsonNode properties) {
    if (properties.path("Period").asInt() != 60
        || !properties.path("Statistic").asString("").equals("Maximum")
        || !properties.path("ComparisonOperator").asString("").startsWith("GreaterThanOrEqual")) {
      throw new IllegalArgumentException("the twin has no such alarms: " + properties);
    }
    alarms.put(
        region + "/" + properties.path("AlarmName").asString(""),
        new Alarm(
            properties.path("Namespace").asString(""),
            properties.path("MetricName").asString(""),
            new TreeMap<>()));
  }

  /** Takes a logged line in the embedded metric format, as CloudWatch Logs of a region does. */
  public synchronized void logged(String region, String text) {
    JsonNode line = JsonMapper.shared().readTree(text);
    JsonNode aws = line.path("_aws");
    long minute = aws.path("Timestamp").asLong() / 60_000 * 60_000;
    for (JsonNode directive : aws.path("CloudWatchMetrics")) {
      for (JsonNode metric : directive.path("Metrics")) {
        String name = metric.path("Name").asString("");
        alarms.forEach(
            (id, alarm) -> {
              if (id.startsWith(region + "/")
                  && alarm.namespace().equals(directive.path("Namespace").asString(""))
                  && alarm.metric().equals(name)) {
                alarm
                    .minutes()
                    .merge(Instant.ofEpochMilli(minute), line.path(name).asDouble(), Math::max);
              }
            });
      }
    }
  }

  synchronized void admit(HealthCheck check) {
    if (check.isOfMetric() && !alarms.containsKey(String.valueOf(check.alarm()))) {
      throw new Refusal(400, "InvalidInput", "the alarm " + check.alarm() + " does not exist");
    }
  }

  /** The word of the last minute that Route 53 has seen. */
  synchronized boolean isHealthy(HealthCheck check) {
    Alarm alarm = alarms.get(String.valueOf(check.alarm()));
    Map.@Nullable Entry<Instant, Double> last =
        alarm == null ? null : alarm.minutes().floorEntry(clock.instant().minus(DELAY));
    boolean fresh = last != null && last.getKey().plus(DATA).isAfter(clock.instant().minus(DELAY));
    Optional<Boolean> told = Optional.ofNullable(last).map(value -> value.getValue() < 1);
    return switch (check.withoutData()) {
      case "Healthy" -> !fresh || told.orElse(true);
      case "Unhealthy" -> fresh && told.orElse(false);
      default -> told.orElse(true);
    };
  }
}
