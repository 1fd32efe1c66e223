package io.fairlead.quorum.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.quorum.sim.Schedule.Result;
import io.fairlead.quorum.sim.Schedule.Variant;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final long SEEDS = Long.getLong("fairlead.quorum.seeds", 200);

  @Test
  void every_history_is_linearizable_and_calm_brings_progress() {
    int changed = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Result result = Schedule.play(seed, Variant.RULES);
      assertThat(result.violation()).isNull();
      changed += result.changed();
    }
    assertThat(changed).as("schedules in which something happens").isGreaterThan((int) SEEDS);
  }

  @Test
  void the_same_seed_gives_the_same_history() {
    for (long seed = 1; seed <= 30; seed++) {
      assertThat(Schedule.play(seed, Variant.RULES))
          .as("seed %d", seed)
          .isEqualTo(Schedule.play(seed, Variant.RULES));
    }
    assertThat(Schedule.play(1, Variant.RULES).trace())
        .isNotEqualTo(Schedule.play(2, Variant.RULES).trace());
  }
}
