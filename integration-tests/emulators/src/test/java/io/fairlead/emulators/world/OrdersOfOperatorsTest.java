package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator ordered is done, whatever becomes of the function that began it. */
class OrdersOfOperatorsTest {
  @ParameterizedTest
  @EnumSource(
      value = AwsFleet.Kind.class,
      names = {"SEAMLESS", "STRICT"})
  void a_nodes_failover_whose_function_dies_before_the_move_is_made_by_the_next_and_then_ends(
      AwsFleet.Kind kind) throws IOException {
    try (AwsPlace place = new AwsPlace()) {
      AwsWorld world = new AwsWorld(place, AwsFleet.of(kind), Kept.ONE_CELL);
      Courses.settle(world);
      world.operate(
          (state, note) ->
              OperatorVerbs.failover(state, "node/eu-west/gw-1", OperatorVerbs.Wish.NONE, note));
      Moments.diesAfter(world.twin(), new Where("s3", "", "PutObject"), 1);
      world.tick();
      world.twin().faults().clear();
      world.restart();
      assertThat(world.things().holder(Courses.FRONT)).isEqualTo("gw-1");
      assertThat(state(world).intents()).as("journaled and not begun").hasSize(1);

      world.tick();
      assertThat(world.things().holder(Courses.FRONT)).isEqualTo("gw-2");

      world.tick();
      assertThat(state(world).requests()).isEmpty();
      assertThat(state(world).history())
          .anyMatch(line -> line.text().startsWith("failover carried out"));
    }
  }

  private static RegisterState state(AwsWorld world) {
    return Objects.requireNonNull(world.state());
  }
}
