package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.Judgement;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MendingTest {
  private static final Subject.OfDeployment ORDERS = new Subject.OfDeployment("orders", "eu-north");

  @Test
  void a_region_is_degraded_while_its_address_moves_and_rises_and_never_down() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-north/gw-1");
    stage.rising.add("eu-north");

    List<Verdict> seen = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      seen.add(region(stage, "eu-north").verdict());
      stage.tick();
      stage.pass(Duration.ofSeconds(2));
    }

    assertThat(seen).containsOnly(Verdict.DEGRADED);
    assertThat(Mending.of(stage.view()))
        .containsEntry(ORDERS, "its address has just moved to a node that is Up");
    assertThat(region(stage, "eu-north").detail())
        .startsWith("deployment/orders/eu-north Down, its address has just moved");
  }

  @Test
  void a_region_whose_address_may_not_move_because_of_a_freeze_is_down() {
    Stage stage = Stage.demo();
    stage.freeze(new Hold("fleet", "network change", "ann", stage.now, null));
    stage.downNodes.add("eu-north/gw-1");

    assertThat(region(stage, "eu-north").verdict()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void a_region_whose_address_cannot_move_is_down_at_once() {
    Stage stage = Stage.demo();
    stage.downNodes.addAll(List.of("eu-north/gw-1", "eu-north/gw-2"));

    assertThat(region(stage, "eu-north").verdict()).isEqualTo(Verdict.DOWN);
    assertThat(Mending.of(stage.view())).isEmpty();
  }

  @Test
  void a_dark_region_is_down_as_soon_as_rung_two_may_act() {
    Stage stage = Stage.demo().darken("us-east");
    List<Boolean> agree = new ArrayList<>();

    for (int i = 0; i < 6; i++) {
      boolean down = region(stage, "us-east").verdict() == Verdict.DOWN;
      boolean left =
          Mending.of(stage.view()).containsKey(new Subject.OfDeployment("orders", "us-east"));
      agree.add(down != left);
      stage.tick();
      stage.pass(Duration.ofMillis(500));
    }

    assertThat(agree).containsOnly(true);
    assertThat(region(stage, "us-east").verdict()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void a_region_that_did_not_rise_after_the_move_is_down_in_the_end() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-north/gw-1");
    stage.rising.add("eu-north");
    stage.tick();

    stage.run(Duration.ofSeconds(16));

    assertThat(region(stage, "eu-north").verdict()).isEqualTo(Verdict.DOWN);
  }

  private static Judgement region(Stage stage, String region) {
    return Objects.requireNonNull(
        Mending.judgements(stage.view()).get(new Subject.OfRegion(region)));
  }
}
