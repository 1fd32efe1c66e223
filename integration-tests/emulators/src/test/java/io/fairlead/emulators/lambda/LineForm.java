package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a tick's log line may be made of, as docs/operations.md tells it. */
final class LineForm {
  /** Metrics of a region; CloudWatch bills each. */
  private static final int MOST_METRICS = 5;

  static final Set<String> METRICS =
      Set.of("Outcome", "TickMillis", "SlotLagMillis", "OpenIntents", "DownRegions");

  private static final Set<String> LEFT = Set.of("Done", "Dropped", "Ignored");

  private static final Predicate<JsonNode> TEXT = JsonNode::isString;
  private static final Predicate<JsonNode> NUMBER = JsonNode::isIntegralNumber;
  private static final Predicate<JsonNode> OBJECT = JsonNode::isObject;
  private static final Predicate<JsonNode> LIST = JsonNode::isArray;

  static final Map<String, Predicate<JsonNode>> PARTS =
      Map.ofEntries(
          Map.entry("kind", value -> value.asString().equals("tick")),
          Map.entry("at", value -> Instant.parse(value.asString()).isAfter(Instant.EPOCH)),
          Map.entry("Region", TEXT),
          Map.entry("source", value -> Set.of("schedule", "queue").contains(value.asString())),
          Map.entry("slot", value -> Instant.parse(value.asString()).isAfter(Instant.EPOCH)),
          Map.entry("Fleet", TEXT),
          Map.entry("topology", value -> value.asString().matches("[0-9a-f]{64}")),
          Map.entry("topologyTrouble", TEXT),
          Map.entry("outcome", TEXT),
          Map.entry("text", TEXT),
          Map.entry("epoch", NUMBER),
          Map.entry("probed", NUMBER),
          Map.entry("published", TEXT),
          Map.entry("applied", NUMBER),
          Map.entry("blind", TEXT),
          Map.entry("unreadable", LIST),
          Map.entry("refused", LIST),
          Map.entry("lines", LIST),
          Map.entry("calls", OBJECT),
          Map.entry("findings", OBJECT),
          Map.entry("queued", NUMBER),
          Map.entry("queueTrouble", TEXT),
          Map.entry("noticeTrouble", TEXT),
          Map.entry("_aws", OBJECT));

  private LineForm() {}

  /** Holds a line to its form. */
  static void check(JsonNode line, String topology) {
    for (Map.Entry<String, JsonNode> each : line.properties()) {
      Predicate<JsonNode> form =
          METRICS.contains(each.getKey()) ? NUMBER : PARTS.get(each.getKey());
      assertThat(form).as("a part that nobody knows: %s", each).isNotNull();
      assertThat(form.test(each.getValue())).as("%s of %s", each, line).isTrue();
    }
    for (String always : List.of("kind", "at", "Region", "outcome", "text")) {
      assertThat(line.has(always)).as("%s in %s", always, line).isTrue();
    }
    String outcome = line.path("outcome").asString();
    if (LEFT.contains(outcome)) {
      assertThat(line.has("_aws")).as("nothing was measured: %s", line).isFalse();
    } else {
      metrics(line);
    }
    if (!Set.of("Dropped", "Ignored", "Failed").contains(outcome)) {
      assertThat(line.path("topology").asString("")).isEqualTo(topology);
    }
  }

  /**
   * The embedded format: what is described is there, once, and no more than is paid for.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
   *     Embedded metric format</a>
   */
  private static void metrics(JsonNode line) {
    JsonNode aws = line.path("_aws");
    assertThat(Instant.ofEpochMilli(aws.path("Timestamp").asLong()))
        .isEqualTo(Instant.parse(line.path("at").asString()).truncatedTo(ChronoUnit.MILLIS));
    assertThat(aws.path("CloudWatchMetrics")).hasSize(1);
    JsonNode directive = aws.path("CloudWatchMetrics").get(0);
    assertThat(directive.path("Namespace").asString()).isEqualTo("Fairlead");
    assertThat(directive.path("Dimensions")).hasSize(1);
    for (JsonNode dimension : directive.path("Dimensions").get(0)) {
      assertThat(line.path(dimension.asString()).isString()).as("dimension %s", dimension).isTrue();
    }
    List<String> names =
        StreamSupport.stream(directive.path("Metrics").spliterator(), false)
            .map(metric -> metric.path("Name").asString())
            .toList();
    assertThat(names).doesNotHaveDuplicates().hasSizeBetween(1, MOST_METRICS).contains("Outcome");
    assertThat(METRICS).containsAll(names);
    assertThat(METRICS.stream().filter(line::has)).containsExactlyInAnyOrderElementsOf(names);
    for (JsonNode metric : directive.path("Metrics")) {
      assertThat(metric.path("Unit").asString())
          .isEqualTo(metric.path("Name").asString().endsWith("Millis") ? "Milliseconds" : "Count");
    }
  }
}
