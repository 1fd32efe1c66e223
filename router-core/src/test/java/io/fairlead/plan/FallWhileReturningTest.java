package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The region that serves falls while the only other one is still latched out, or comes back. */
class FallWhileReturningTest {
  private static final String EU = "eu.orders.demo.test";
  private static final String US = "us.orders.demo.test";
  private static final Subject.OfDeployment WEST = new Subject.OfDeployment("orders", "eu-west");
  private static final Subject.OfDeployment EAST = new Subject.OfDeployment("orders", "us-east");

  /** eu-west was evacuated and is healthy again, and not yet for long enough to return. */
  private static Stage healed(Blueprint blueprint) {
    Stage stage = Stage.settled(blueprint).darken("eu-west");
    stage.tick();
    stage.run(Duration.ofSeconds(40)).heal();
    stage.pass(Duration.ofSeconds(2)).tick();
    assertThat(stage.state.latches()).containsKey(WEST);
    assertThat(step(stage, WEST)).isZero();
    return stage;
  }

  private static int step(Stage stage, Subject.OfDeployment where) {
    return Objects.requireNonNull(stage.state.latches().get(where)).step();
  }

  @Test
  void a_region_that_may_return_takes_over_from_the_last_one_which_fell_before_its_first_step() {
    Stage stage = healed(Blueprint.demo().portal(FailbackMode.RAMP)).darken("eu-north");

    stage.run(Duration.ofSeconds(60));

    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 0, "eu-west", 255));
    assertThat(stage.weights(EU)).isEqualTo(Map.of("eu-north", 0, "eu-west", 255));
  }

  @Test
  void it_takes_over_with_a_warning_where_it_is_more_than_it_was_tested_for() {
    Stage stage = healed(tight()).darken("eu-north");

    stage.run(Duration.ofSeconds(60));

    assertThat(stage.weights(EU)).isEqualTo(Map.of("eu-north", 0, "eu-west", 255));
  }

  @Test
  void so_does_one_that_was_on_its_way_back() {
    Stage stage = healed(tight());
    while (step(stage, WEST) < 2) {
      stage.pass(Duration.ofSeconds(2)).tick();
    }
    stage.darken("eu-north");

    stage.run(Duration.ofSeconds(10));

    assertThat(stage.weights(EU)).isEqualTo(Map.of("eu-north", 0, "eu-west", 255));
  }

  @Test
  void what_is_on_its_way_back_holds_up_no_fall_that_overloads_a_neighbour() {
    Stage stage = Stage.settled(tight()).darken("us-east");
    stage.tick();
    stage.run(Duration.ofSeconds(40)).heal();
    while (step(stage, EAST) < 2) {
      stage.pass(Duration.ofSeconds(2)).tick();
    }
    stage.darken("eu-west");

    stage.pass(Duration.ofSeconds(2)).tick();

    assertThat(stage.weights(EU)).isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
    assertThat(stage.weights(US)).containsEntry("us-east", 64).containsEntry("eu-west", 0);
  }

  @Test
  void a_region_that_is_not_clean_for_long_enough_takes_over_nothing_yet() {
    Stage stage = healed(Blueprint.demo()).darken("eu-north");

    stage.pass(Duration.ofSeconds(2)).tick();

    assertThat(step(stage, WEST)).isZero();
    assertThat(stage.weights(EU)).containsEntry("eu-west", 0);
  }

  /** The demo, where no region of Europe was tested for what both serve together. */
  private static Blueprint tight() {
    Blueprint blueprint = Blueprint.demo();
    Service orders = blueprint.fleet().service("orders");
    return blueprint.service(
        "orders",
        FailoverPolicy.AUTOMATIC,
        FailbackMode.RAMP,
        Service.DEFAULT_GROUP,
        List.copyOf(orders.partitions().values()),
        Map.of("eu-west", 300, "eu-north", 300, "us-east", 300));
  }
}
