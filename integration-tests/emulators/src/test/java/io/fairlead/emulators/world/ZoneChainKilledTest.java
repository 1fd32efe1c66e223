package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of records that is too large for one batch, and a function that dies within it. */
class ZoneChainKilledTest {
  private static final int NAMES = 40;
  private static final int MOST = 60;
  private static final String LONGEST =
      String.join(".", "a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61));

  private AwsPlace place;
  private AwsWorld world;
  private AwsWorld.Mark settled;

  @BeforeEach
  void settle() throws IOException {
    place = new AwsPlace();
    world = AwsWorld.wide(place, NAMES, _ -> List.of(LONGEST));
    until(153);
    settled = world.mark();
  }

  @AfterEach
  void stop() {
    place.close();
  }

  @Test
  void whichever_batch_it_dies_at_the_next_one_goes_on_and_sends_no_batch_twice() {
    drain();
    int batches = until(0);
    assertThat(batches).as("batches of the chain").isGreaterThan(1);

    for (int batch = 1; batch <= batches; batch++) {
      int at = batch;
      assertThat(killed(n -> Moments.dies(world.twin(), Moments.CHANGES_RECORDS, n), at))
          .as("batches sent, the one that never arrived among them, killed before " + at)
          .isEqualTo(batches + 1);
      assertThat(killed(n -> Moments.diesAfter(world.twin(), Moments.CHANGES_RECORDS, n), at))
          .as("batches sent, killed after " + at)
          .isEqualTo(batches);
    }
  }

  /** Batches sent until all is drained, by a function that died at one and the next function. */
  private int killed(IntConsumer dies, int batch) {
    world.rewind(settled);
    world.tick();
    drain();
    dies.accept(batch);
    int sent = 0;
    while (sent < batch) {
      world.tick();
      sent = Moments.of(world.twin(), Moments.CHANGES_RECORDS).size();
    }
    world.twin().faults().clear();
    world.restart();
    return until(0);
  }

  private void drain() {
    world.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-west", note));
  }

  /** Ticks until all weights are so and nothing is left open; the batches sent so far. */
  private int until(int weight) {
    for (int tick = 0; tick < MOST; tick++) {
      world.tick();
      RegisterState state = world.state();
      if (state != null
          && state.intents().isEmpty()
          && IntStream.range(0, NAMES)
              .allMatch(i -> world.weight("p" + i, "eu-west").equals(Optional.of(weight)))) {
        int sent = Moments.of(world.twin(), Moments.CHANGES_RECORDS).size();
        world.twin().forgetCalls();
        return sent;
      }
    }
    throw new AssertionError("not within " + MOST + " ticks: " + world.state());
  }
}
