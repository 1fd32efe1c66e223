package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import io.fairlead.simulation.Loss.Outage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few seeds of the real cycles under loss; {@code run loss} plays 200. */
class LossPlayTest {
  private static final int SEEDS = 3;

  private final Fleet fleet = LossTable.demo();

  @Test
  void a_third_of_all_attempts_lost_changes_no_holder_and_no_answer() {
    LossTable.Row row = LossTable.play(fleet, third(Outage.NONE), SEEDS);

    assertThat(row.holders()).isZero();
    assertThat(row.answers()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void real_outage_under_loss_is_left_and_nothing_else(Outage outage) {
    LossTable.Row row = LossTable.play(fleet, third(outage), SEEDS);

    assertThat(row.missed()).isZero();
    assertThat(row.percentile(1)).as("virtual milliseconds").isBetween(1L, 10_000L);
    assertThat(row.holders()).isZero();
    assertThat(row.answers()).isZero();
  }

  @Test
  void rounds_of_probes_take_as_long_as_their_silence() {
    LossPlay.Result killed = LossPlay.of(fleet, calm(Outage.HOLDER_KILLED), 1);
    LossPlay.Result hung = LossPlay.of(fleet, calm(Outage.HOLDER_HUNG), 1);

    assertThat(hung.found()).isGreaterThan(Duration.ofMillis(500));
    assertThat(killed.found()).isLessThan(hung.found());
  }

  @Test
  void what_changes_without_cause_is_counted() {
    LossPlay.Result result = LossPlay.unexcused(fleet, calm(Outage.HOLDER_KILLED), 1);
    LossPlay.Result dark = LossPlay.unexcused(fleet, calm(Outage.REGION_DARK), 1);

    assertThat(result.holders()).isEqualTo(1);
    assertThat(result.answers()).isZero();
    assertThat(dark.answers()).isPositive();
    assertThat(dark.holders()).isZero();
  }

  @Test
  void same_seed_gives_the_same_result() {
    Loss loss = third(Outage.HOLDER_HUNG);

    assertThat(LossPlay.of(fleet, loss, 3)).isEqualTo(LossPlay.of(fleet, loss, 3));
  }

  private static Loss third(Outage outage) {
    return Loss.of("test", Loss.THIRD, outage);
  }

  private static Loss calm(Outage outage) {
    return Loss.of("test", 0, outage);
  }
}
