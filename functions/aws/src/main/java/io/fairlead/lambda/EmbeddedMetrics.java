package io.fairlead.lambda;

import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudWatch's embedded format: a line tells which of its numbers are metrics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
final class EmbeddedMetrics {
  /** Namespace of the metrics. */
  static final String NAMESPACE = "Fairlead";

  private EmbeddedMetrics() {}

  /** Describes a line's metrics in it. */
  static void describe(ObjectNode line, ArrayNode metrics) {
    ObjectNode aws = line.putObject("_aws");
    aws.put("Timestamp", Instant.parse(line.path("at").asString("")).toEpochMilli());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add("Fleet").add("Region");
    directive.set("Metrics", metrics);
  }
}
