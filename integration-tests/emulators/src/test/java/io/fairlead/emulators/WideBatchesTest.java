package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.world.AwsPlace;
import io.fairlead.emulators.world.AwsWorld;
import io.fairlead.journal.OperatorVerbs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of records that are large by their values, on the twin, by the cycles. */
class WideBatchesTest {
  private static final int NAMES = 40;
  private static final int MOST_TICKS = 60;

  /** As long as a name may be. */
  private static final String LONGEST =
      String.join(".", "a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61));

  @Test
  void records_of_sixteen_addresses_are_created_and_drained_in_batches_that_route_53_takes()
      throws IOException {
    converges(
        region ->
            IntStream.range(0, 16)
                .mapToObj(i -> "203.0." + region.length() + "." + (i + 1))
                .toList());
  }

  @Test
  void records_of_the_longest_names_are_created_and_drained_in_batches_that_route_53_takes()
      throws IOException {
    assertThat(LONGEST).hasSize(253);
    converges(region -> List.of(LONGEST));
  }

  private static void converges(Function<String, List<String>> endpoints) throws IOException {
    try (AwsPlace place = new AwsPlace()) {
      AwsWorld world = AwsWorld.wide(place, NAMES, endpoints);
      settle(world, 153);
      world.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-west", note));
      settle(world, 0);
    }
  }

  private static void settle(AwsWorld world, int wanted) {
    for (int tick = 0; tick < MOST_TICKS; tick++) {
      SteerReport report = world.tick();
      assertThat(report.applied())
          .flatExtracting(step -> step.trouble().stream().toList())
          .isEmpty();
      if (IntStream.range(0, NAMES)
          .allMatch(i -> world.weight("p" + i, "eu-west").equals(Optional.of(wanted)))) {
        return;
      }
    }
    throw new AssertionError("not within " + MOST_TICKS + ": " + world.tick().outcome().text());
  }
}
