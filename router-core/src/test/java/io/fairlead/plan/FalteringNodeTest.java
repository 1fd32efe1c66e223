package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.TargetState.HeldBy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Under loss the node that an address should go to may be Degraded just when the holder dies. */
class FalteringNodeTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");

  private final Stage stage = Stage.demo();

  @Test
  void region_is_not_left_for_a_dead_holder_while_the_other_node_is_degraded_for_a_moment() {
    stage.downNodes.add("eu-west/gw-1");
    stage.lossy.add("eu-west/gw-2");

    assertThat(changes(stage.tick())).isEmpty();
    assertThat(stage.flags).isEmpty();

    stage.lossy.clear();
    assertThat(changes(stage.pass(Duration.ofSeconds(2)).tick()))
        .containsExactly(new Change.Move(FRONT, "gw-1", "gw-2"));
    assertThat(stage.flags).isEmpty();
  }

  @Test
  void region_is_left_where_the_other_node_stays_degraded() {
    stage.downNodes.add("eu-west/gw-1");
    stage.lossy.add("eu-west/gw-2");

    stage.run(Duration.ofSeconds(8));

    assertThat(stage.flags).containsKey(new RegionGroup("eu-west", "default"));
    assertThat(stage.holders).containsEntry(FRONT, new HeldBy("gw-1"));
  }

  @Test
  void region_whose_other_node_is_down_as_well_is_left_at_once() {
    stage.downNodes.add("eu-west/gw-1");
    stage.downNodes.add("eu-west/gw-2");

    stage.tick();

    assertThat(stage.flags).containsKey(new RegionGroup("eu-west", "default"));
  }

  private static List<Change> changes(Decision decision) {
    return decision.guard().approved().stream().map(Action::change).toList();
  }
}
