package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Subject;
import io.fairlead.journal.TargetState.HeldBy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");

  @Test
  void an_empty_zone_gets_every_record_of_the_permitted_regions() {
    Stage stage = new Stage(Blueprint.demo());

    stage.tick();

    assertThat(stage.weights("eu.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 102, "eu-west", 153));
    assertThat(stage.weights("us.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 0, "eu-west", 0, "us-east", 255));
    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 0, "eu-west", 255));
  }

  @Test
  void nothing_is_planned_when_all_is_well() {
    Stage stage = Stage.demo();
    long epoch = stage.epoch;

    stage.run(Duration.ofMinutes(5));

    assertThat(stage.tick().plan().actions()).isEmpty();
    assertThat(stage.epoch).isEqualTo(epoch);
  }

  @Test
  void a_dark_region_gives_its_share_to_the_least_used() {
    Stage stage = Stage.demo().darken("us-east");

    Decision decision = stage.tick();

    assertThat(decision.guard().kind()).isEqualTo(GuardDecision.Kind.APPROVED);
    assertThat(stage.flags).containsOnlyKeys(new RegionGroup("us-east", "default"));
    assertThat(stage.weights("us.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 178, "eu-west", 77, "us-east", 0));
    assertThat(stage.weights("eu.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 102, "eu-west", 153));
    assertThat(decision.plan().load())
        .containsEntry("deployment/orders/eu-west", 60)
        .containsEntry("deployment/orders/eu-north", 60);
    assertThat(stage.state.latches())
        .containsOnlyKeys(new Subject.OfDeployment("orders", "us-east"));
  }

  @Test
  void a_dead_holder_gives_the_address_to_the_other_node_and_nothing_else_moves() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");

    Decision decision = stage.tick();

    assertThat(decision.guard().approved())
        .singleElement()
        .extracting(Action::change)
        .isEqualTo(new Change.Move(FRONT, "gw-1", "gw-2"));
    assertThat(stage.holders).containsEntry(FRONT, new HeldBy("gw-2"));
    assertThat(stage.flags).isEmpty();
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void a_healed_region_waits_ramps_and_comes_back_in_full() {
    Stage stage = Stage.demo().darken("us-east");
    stage.tick();
    stage.run(Duration.ofSeconds(20)).heal();

    stage.run(Duration.ofMinutes(2));

    assertThat(stage.flags).isEmpty();
    assertThat(stage.state.latches()).isEmpty();
    assertThat(stage.weights("us.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 0, "eu-west", 0, "us-east", 255));
    assertThat(stage.told("ramp"))
        .containsExactly(
            "deployment/orders/us-east: step 1: 10 % of its share",
            "deployment/orders/us-east: step 2: 25 % of its share",
            "deployment/orders/us-east: step 3: 50 % of its share",
            "deployment/orders/us-east: step 4: 75 % of its share",
            "deployment/orders/us-east: step 5: 100 % of its share");
  }
}
