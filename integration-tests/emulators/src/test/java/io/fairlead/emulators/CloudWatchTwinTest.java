package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.emulators.twin.cloudwatch.CloudWatch;
import io.fairlead.emulators.twin.cloudwatch.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The twin's alarms against CloudWatch's published table of missing data: three of three points, in
 * a range of five, oldest first; 0 is within the threshold, X is beyond it, - is missing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">
 *     Configuring how CloudWatch alarms treat missing data</a>
 */
class CloudWatchTwinTest {
  private final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final CloudWatch cloudWatch = new CloudWatch(clock);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0-X-X, OK,                OK,      OK,    OK",
    "----0, OK,                OK,      OK,    OK",
    "-----, INSUFFICIENT_DATA, current, ALARM, OK",
    "0XX-X, ALARM,             ALARM,   ALARM, ALARM",
    "--X--, ALARM,             current, ALARM, OK"
  })
  void every_row_of_the_published_table_ends_as_published(
      String points, String missing, String ignore, String breaching, String notBreaching) {
    assertThat(after(points, "missing")).isEqualTo(missing);
    assertThat(after(points, "ignore"))
        .isEqualTo(ignore.equals("current") ? "INSUFFICIENT_DATA" : ignore);
    assertThat(after(points, "breaching")).isEqualTo(breaching);
    assertThat(after(points, "notBreaching")).isEqualTo(notBreaching);
  }

  private String after(String points, String treatment) {
    String name = treatment + " " + points;
    ObjectNode alarm =
        JsonMapper.shared()
            .createObjectNode()
            .put("AlarmName", name)
            .put("Namespace", "test")
            .put("MetricName", name)
            .put("Statistic", "Maximum")
            .put("Period", 60)
            .put("EvaluationPeriods", 3)
            .put("Threshold", 1)
            .put("ComparisonOperator", "GreaterThanOrEqualToThreshold")
            .put("TreatMissingData", treatment);
    Metric metric = new Metric("eu-west-1", "test", name, new TreeMap<>());
    for (char point : points.toCharArray()) {
      if (point != '-') {
        cloudWatch.put(metric, clock.instant(), point == 'X' ? 1 : 0);
      }
      clock.pass(Duration.ofMinutes(1));
    }
    // Made now, so that it is evaluated on these points and no others.
    cloudWatch.put("eu-west-1", alarm);
    cloudWatch.evaluate();
    return cloudWatch.state("eu-west-1", name);
  }
}
