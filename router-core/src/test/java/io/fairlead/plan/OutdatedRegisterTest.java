package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.traffic.RecordSets;
import org.junit.jupiter.api.Test;

class OutdatedRegisterTest {
  /**
   * Simulation, seed 47: the plan named a batch from one epoch to the same, and the tick failed.
   */
  @Test
  void a_zone_newer_than_the_register_as_read_is_left_to_who_wrote_it() {
    Stage stage = Stage.demo();
    RecordSets read = stage.zones.get("orders.demo.test");
    assertThat(read).isNotNull();
    stage.zones.put(
        "orders.demo.test", new RecordSets(read.zone(), stage.epoch + 1, read.records()));
    stage.drain("region/us-east");

    Decision decision = stage.tick();

    assertThat(decision.plan().unreadable())
        .anyMatch(line -> line.startsWith("zone/orders.demo.test: its epoch"));
    assertThat(decision.plan().actions())
        .noneMatch(action -> action.change().target().text().equals("zone/orders.demo.test"));
  }
}
