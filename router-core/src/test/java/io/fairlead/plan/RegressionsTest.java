package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Bugs of comparable systems that the planner must never have; see the guard's for 7 and 14. */
class RegressionsTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");

  @Test
  void case_5_addresses_are_compared_whole() {
    Stage stage = Stage.demo();
    RecordSets sets = Objects.requireNonNull(stage.zones.get("demo.test"));
    var records = new TreeMap<>(sets.records());
    records.replaceAll(
        (key, r) ->
            new WeightedRecord(
                key, r.ttl(), r.weight(), List.of(r.values().getFirst() + "4"), r.healthCheck()));
    stage.zones.put("demo.test", new RecordSets("demo.test", sets.epoch(), records));

    stage.tick();

    assertThat(Objects.requireNonNull(stage.zones.get("demo.test")).records().values())
        .extracting(record -> record.values().getFirst())
        .containsExactly("127.10.2.100", "127.10.1.100");
  }

  @Test
  void case_8_every_tick_compares_facts_and_remembers_no_master() {
    Stage stage = Stage.demo();
    stage.holders.put(FRONT, new HeldBy("gw-2"));
    stage.run(Duration.ofSeconds(10));
    assertThat(stage.holders).containsEntry(FRONT, new HeldBy("gw-2"));

    stage.downNodes.add("eu-west/gw-2");
    stage.tick();

    assertThat(stage.holders).containsEntry(FRONT, new HeldBy("gw-1"));
  }

  @Test
  void case_15_before_the_first_check_nothing_is_down_and_nothing_moves() {
    Stage stage = new Stage(Blueprint.demo());
    stage.silent.addAll(List.of("eu-west", "eu-north", "us-east"));

    Decision decision = stage.tick();

    assertThat(decision.plan().actions()).allMatch(a -> a.change() instanceof Change.Weights);
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
  }

  @Test
  void case_20_what_finds_nothing_to_do_says_what_is_missing() {
    Stage stage = Stage.demo();
    stage.downNodes.addAll(List.of("eu-west/gw-1", "eu-west/gw-2"));
    stage.unreadable.add("zone/orders.demo.test");

    Plan plan = stage.tick().plan();

    assertThat(plan.notes())
        .contains("address/eu-west/front: holder gw-1 is Down, no other node is Up");
    assertThat(plan.unreadable()).contains("zone/orders.demo.test: throttled");
  }
}
