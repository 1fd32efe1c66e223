package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.RegionGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What observers saw of an address before it moved says nothing of where it is now. */
final class MovedAddressTest {
  private static final RegionGroup EAST = new RegionGroup("us-east", "default");

  /** An address has just moved, and nobody has probed it since. */
  private static Stage moved() {
    Stage stage = Stage.demo();
    stage.downNodes.add("us-east/gw-1");
    stage.tick();
    stage.endpointsProbedAt = stage.now;
    stage.rising.add("us-east");
    return stage;
  }

  @Test
  void a_moved_address_is_not_judged_by_probes_of_the_time_before() {
    Stage stage = moved();
    stage.run(Duration.ofSeconds(20));

    assertThat(stage.tick().plan().notes()).anyMatch(note -> note.contains("has just moved"));
    assertThat(stage.flags).isEmpty();

    stage.endpointsProbedAt = stage.now;
    stage.tick();
    assertThat(stage.flags).containsKey(EAST);
  }

  @Test
  void a_silent_region_whose_address_has_just_moved_is_judged_by_probes_begun_since() {
    Stage stage = moved();
    stage.silent.add("us-east");
    stage.run(Duration.ofSeconds(4));
    assertThat(stage.flags).isEmpty();

    stage.endpointsProbedAt = stage.now;
    stage.tick();

    assertThat(stage.flags).containsKey(EAST);
  }

  @Test
  void a_deployment_that_nobody_probed_since_its_address_moved_is_given_up_after_a_while() {
    Stage stage = moved();

    stage.run(Duration.ofMinutes(1));

    assertThat(stage.flags).containsKey(EAST);
  }
}
