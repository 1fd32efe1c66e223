package io.fairlead.wiring.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The line of a fleet with more flags than one directive of CloudWatch takes. */
class FlagLineTest {
  @Test
  void every_flag_is_a_metric_and_no_directive_has_more_than_a_hundred() {
    List<RegionGroup> all =
        IntStream.range(0, 201).mapToObj(i -> new RegionGroup("eu-west", "g" + i)).toList();
    RegionGroup raised = all.getLast();
    Flags flags =
        new Flags(
            new TreeMap<>(Map.of("eu-west", List.of(new Copy(raised, 7, "anna", "tag")))),
            new TreeMap<>(),
            "");

    JsonNode line =
        JsonMapper.shared()
            .readTree(FlagLine.of("shop", "eu-west", all, new FlagLine.Read(flags, Instant.EPOCH)));

    SortedSet<String> names = new TreeSet<>();
    for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
      assertThat(directive.path("Metrics").size()).isBetween(1, 100);
      assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Fleet\"]]");
      directive.path("Metrics").forEach(metric -> names.add(metric.path("Name").asString()));
    }
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(all.stream().map(String::valueOf).toList());
    assertThat(line.path(raised.toString()).asInt()).isEqualTo(1);
    assertThat(line.path(all.getFirst().toString()).asInt(-1)).isZero();
  }
}
