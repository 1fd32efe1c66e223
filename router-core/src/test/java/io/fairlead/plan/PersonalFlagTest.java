package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.EvacuationFlags.Copy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A person's evacuation flag: how long it holds, and what copies of it are worth. */
class PersonalFlagTest {
  private static final RegionGroup EAST = new RegionGroup("us-east", "default");
  private static final RegionGroup WEST = new RegionGroup("eu-west", "default");

  @Test
  void a_person_s_flag_keeps_out_is_adopted_and_never_removed() {
    Stage stage = Stage.demo();
    stage.flags.put(EAST, new Copy(EAST, 0, "bob", "tag"));

    stage.run(Duration.ofMinutes(3));

    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
    assertThat(stage.flags).containsKey(EAST);
    assertThat(stage.state.latches().values())
        .singleElement()
        .satisfies(latch -> assertThat(latch.by()).isEqualTo("flag"));

    stage.flags.clear();
    stage.run(Duration.ofMinutes(1));
    assertThat(stage.state.latches()).isEmpty();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
  }

  @Test
  void a_person_s_flag_left_in_one_store_alone_keeps_no_region_out() {
    Stage stage = Stage.demo();
    stage.alone.put("b", new Copy(EAST, 0, "bob", "tag"));
    stage.tick();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);

    stage.darken("us-east").tick();
    assertThat(stage.flags).containsKey(EAST);
    stage.run(Duration.ofSeconds(20)).heal().run(Duration.ofMinutes(5));

    assertThat(stage.state.latches()).isEmpty();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
    assertThat(stage.flags).isEmpty();
  }

  @Test
  void a_person_s_flag_in_one_store_holds_while_another_that_may_have_it_does_not_answer() {
    Stage stage = Stage.demo().darken("us-east");
    stage.tick();
    stage.alone.put("b", new Copy(EAST, 0, "bob", "tag"));
    stage.unreadable.add("flags/c");

    stage.run(Duration.ofSeconds(20)).heal();
    stage.unreadable.add("flags/c");
    stage.run(Duration.ofMinutes(5));

    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
    assertThat(stage.flags).containsKey(EAST);
  }

  @Test
  void a_hold_that_two_stores_no_longer_have_is_ended_though_the_third_is_dark() {
    Stage stage = Stage.demo();
    Map<String, Integer> home = stage.weights("eu.orders.demo.test");
    stage.flags.put(WEST, new Copy(WEST, 0, "ann", "t"));
    stage.tick();
    stage.flags.clear();
    stage.unreadable.add("flags/a");

    stage.run(Duration.ofMinutes(3));

    assertThat(stage.state.latches()).isEmpty();
    assertThat(stage.weights("eu.orders.demo.test")).isEqualTo(home);
  }

  @Test
  void a_hold_that_one_store_has_and_a_dark_one_may_have_is_not_ended() {
    Stage stage = Stage.demo();
    stage.flags.put(WEST, new Copy(WEST, 0, "ann", "t"));
    stage.tick();
    stage.flags.clear();
    stage.alone.put("b", new Copy(WEST, 0, "ann", "t"));
    stage.unreadable.add("flags/a");

    stage.run(Duration.ofMinutes(3));

    assertThat(stage.state.latches().values())
        .allSatisfy(latch -> assertThat(latch.released()).isFalse())
        .isNotEmpty();
    assertThat(stage.weights("eu.orders.demo.test")).containsEntry("eu-west", 0);
  }
}
