package io.fairlead.benchmarks.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The measurement itself, small; without the peers, which take minutes to build. */
@NeedsParts(Part.VERSITYGW)
class ReplicationBenchmarkTest {
  private static final Sizes SMALL =
      Sizes.parse("small=0", "large=0", "again=100", "huge=0", "folder=0");

  @Test
  void nothing_changed_is_three_requests_and_ten_changed_are_a_few_however_many_there_are()
      throws IOException {
    JsonNode rows = ReplicationBenchmark.measured(SMALL, false).root().get("rows");

    assertThat(row(rows, "nothing changed").get("requestsARun").asDouble()).isEqualTo(3);
    JsonNode changed = row(rows, "256 B, 10 changed");
    assertThat(changed.get("objects").asInt()).isEqualTo(10);
    assertThat(changed.get("contentBytes").asInt()).isEqualTo(10 * 256);
    assertThat(changed.get("requestsARun").asDouble()).isBetween(20.0, 60.0);
    assertThat(row(rows, "scrub").get("edited").asInt()).isOne();
  }

  private static JsonNode row(JsonNode rows, String what) {
    for (JsonNode row : rows) {
      if (row.get("what").asString().contains(what)) {
        return row;
      }
    }
    throw new AssertionError("no row of " + what + " in " + rows);
  }
}
