package io.fairlead.wiring.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.AppliedStep;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TickLineTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void an_order_that_was_not_taken_is_told_with_its_intent_its_target_and_why() {
    Order order = new Order("i-7", new Step.RaiseFlag(new RegionGroup("paris", "default"), 9), NOW);
    String why = "s3:PutObject on flags answered 403 AccessDenied";

    JsonNode line =
        line(
            new AppliedStep(order, new ApplyOutcome.Refused(why, false)),
            new AppliedStep(order, new ApplyOutcome.Accepted()),
            new AppliedStep(order, new ApplyOutcome.Conflict("epoch 8")));

    assertThat(line.path("refused")).hasSize(2);
    JsonNode first = line.path("refused").get(0);
    assertThat(first.path("intent").asString()).isEqualTo("i-7");
    assertThat(first.path("target").asString()).isEqualTo("flag/paris/default");
    assertThat(first.path("class").asString()).isEqualTo("refused");
    assertThat(first.path("text").asString()).isEqualTo(why);
    assertThat(line.path("refused").get(1).path("class").asString()).isEqualTo("conflict");
  }

  @Test
  void a_line_of_orders_that_were_taken_says_nothing_of_them() {
    Order order = new Order("i-7", new Step.RaiseFlag(new RegionGroup("paris", "default"), 9), NOW);

    assertThat(line(new AppliedStep(order, new ApplyOutcome.Accepted())).has("refused")).isFalse();
  }

  @Test
  void what_could_not_be_read_is_told_and_where_all_was_read_nothing_is_said_of_it() {
    String why = "address/three/front: the other cloud vouches for nobody";

    assertThat(unreadable(List.of(why)).path("unreadable").get(0).asString()).isEqualTo(why);
    assertThat(unreadable(List.of()).has("unreadable")).isFalse();
  }

  private static JsonNode unreadable(List<String> targets) {
    return JsonMapper.shared()
        .readTree(
            new TickLine("paris", NOW, TickLine.MetricsForm.BY_NAME)
                .unreadable(targets)
                .left("Idle", ""));
  }

  private static JsonNode line(AppliedStep... steps) {
    return JsonMapper.shared()
        .readTree(
            new TickLine("paris", NOW, TickLine.MetricsForm.BY_NAME)
                .refused(List.of(steps))
                .left("Acted", ""));
  }
}
