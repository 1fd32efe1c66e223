package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Subject;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Latch;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  private static final Subject.OfDeployment EAST = new Subject.OfDeployment("orders", "us-east");
  private static final Subject.OfDeployment WEST = new Subject.OfDeployment("portal", "eu-west");

  private static Stage evacuated() {
    Stage stage = Stage.demo().darken("us-east");
    stage.tick();
    stage.run(Duration.ofSeconds(20)).heal();
    return stage;
  }

  private static Latch latch(Stage stage, Subject.OfDeployment where) {
    return Objects.requireNonNull(stage.state.latches().get(where));
  }

  @Test
  void case_18_a_first_success_brings_nothing_back() {
    Stage stage = evacuated();

    stage.run(Duration.ofSeconds(4));

    assertThat(latch(stage, EAST).step()).isZero();
    assertThat(stage.flags).isNotEmpty();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
  }

  @Test
  void the_first_weights_are_set_before_the_flag_goes() {
    Stage stage = evacuated();
    while (latch(stage, EAST).step() == 0) {
      stage.pass(Duration.ofSeconds(2)).tick();
    }

    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 25);
    assertThat(stage.flags).containsKey(new RegionGroup("us-east", "default"));

    stage.pass(Duration.ofSeconds(2)).tick();
    assertThat(stage.flags).isEmpty();
  }

  @Test
  void a_region_that_falls_again_goes_back_to_the_start() {
    Stage stage = evacuated();
    while (latch(stage, EAST).step() < 3) {
      stage.pass(Duration.ofSeconds(2)).tick();
    }

    stage.darken("us-east").pass(Duration.ofSeconds(2)).tick();

    assertThat(latch(stage, EAST).step()).isZero();
    assertThat(latch(stage, EAST).cleanSince()).isNull();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
    assertThat(stage.flags).isNotEmpty();
  }

  @Test
  void a_ramp_goes_back_a_step_at_a_time_while_the_deployment_is_degraded() {
    Stage stage = evacuated();
    while (latch(stage, EAST).step() < 3) {
      stage.pass(Duration.ofSeconds(2)).tick();
    }

    stage.lossy.add("us-east");
    stage.pass(Duration.ofSeconds(1)).tick();
    assertThat(latch(stage, EAST).step()).isEqualTo(2);
    stage.pass(Duration.ofSeconds(1)).tick();
    assertThat(latch(stage, EAST).step()).isEqualTo(2);
    stage.run(Duration.ofMinutes(1));
    assertThat(latch(stage, EAST).step()).as("never out for loss alone").isEqualTo(1);
    assertThat(stage.flags).isEmpty();

    stage.heal().run(Duration.ofMinutes(1));
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void a_manual_return_waits_for_the_operator() {
    Stage stage = Stage.demo();
    stage.downServices.add("eu-west/portal");
    stage.tick();
    stage.run(Duration.ofSeconds(20)).heal().run(Duration.ofMinutes(10));
    assertThat(latch(stage, WEST).step()).isZero();

    stage.request("failback", "service/portal", null, false);
    stage.run(Duration.ofSeconds(20));

    assertThat(stage.state.latches()).isEmpty();
    assertThat(stage.flags).isEmpty();
    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 0, "eu-west", 255));
  }

  @Test
  void a_released_region_that_is_down_stays_out() {
    Stage stage = Stage.demo();
    stage.downServices.add("eu-west/portal");
    stage.tick();

    stage.request("failback", "service/portal", null, false).run(Duration.ofMinutes(1));

    assertThat(latch(stage, WEST).released()).isTrue();
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 0);
  }

  @Test
  void what_an_operator_took_out_does_not_come_back_by_itself() {
    Stage stage = Stage.demo().request("failover", "region/us-east", null, false);

    stage.run(Duration.ofMinutes(10));

    assertThat(latch(stage, EAST).by()).isEqualTo("ann");
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
  }

  @Test
  void an_active_passive_service_returns_in_one_step() {
    Stage stage = Stage.settled(Blueprint.demo().portal(FailbackMode.RAMP));
    stage.downServices.add("eu-west/portal");
    stage.tick();
    stage.run(Duration.ofSeconds(20)).heal().run(Duration.ofMinutes(1));

    assertThat(stage.told("ramp"))
        .containsExactly("deployment/portal/eu-west: step 1: 100 % of its share");
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void nothing_returns_while_frozen() {
    Stage stage = evacuated();
    stage.freeze(new Hold("fleet", "holiday", "ann", stage.now, null));

    stage.run(Duration.ofMinutes(5));
    assertThat(latch(stage, EAST).step()).isZero();

    stage.freeze(null).run(Duration.ofMinutes(1));
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void damping_delays_a_return() {
    Stage stage = Stage.demo();
    for (int i = 0; i < 4; i++) {
      stage.darken("us-east").pass(Duration.ofSeconds(2)).tick();
      stage.heal().pass(Duration.ofSeconds(2)).tick();
    }

    stage.run(Duration.ofSeconds(10));

    assertThat(latch(stage, EAST).cleanSince()).isNull();
  }
}
