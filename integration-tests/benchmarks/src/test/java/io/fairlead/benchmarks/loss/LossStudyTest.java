package io.fairlead.benchmarks.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A few seeds of the study; the benchmark plays 200. */
class LossStudyTest {
  private static final int SEEDS = 10;
  private static final double LOSS = 0.33;
  private static final Duration LASTING = Duration.ofSeconds(120);

  private final LossStudy study = LossBenchmark.study();

  @ParameterizedTest
  @ValueSource(longs = {0, 60})
  void a_third_of_all_attempts_lost_flips_nothing(long warmUpSeconds) {
    LossStudy.Row row = study.play(scenario(Mind.FAIRLEAD, warmUpSeconds, Outage.NONE), SEEDS);

    assertThat(row.moves()).isZero();
    assertThat(row.endpointFlips()).isZero();
    assertThat(row.nodeFlips()).isZero();
  }

  @Test
  void two_counter_trap_flips_under_the_same_loss() {
    LossStudy.Row row = study.play(scenario(Mind.TWO_COUNTERS, 0, Outage.NONE), SEEDS);

    assertThat(row.moves()).as("the study can see what it looks for").isPositive();
    assertThat(row.endpointFlips()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void real_outage_under_loss_is_still_found_and_nothing_else(Outage outage) {
    LossStudy.Row row = study.play(scenario(Mind.FAIRLEAD, 60, outage), SEEDS);

    assertThat(row.missed()).isZero();
    assertThat(row.percentile(1)).as("virtual milliseconds").isLessThan(30_000);
    assertThat(row.moves()).isZero();
    assertThat(row.endpointFlips()).isZero();
  }

  @Test
  void same_seeds_give_the_same_row() {
    LossScenario scenario = scenario(Mind.FAIRLEAD, 60, Outage.HOLDER_HUNG);

    assertThat(study.play(scenario, 3)).isEqualTo(study.play(scenario, 3));
  }

  private static LossScenario scenario(Mind mind, long warmUpSeconds, Outage outage) {
    return new LossScenario("test", mind, LOSS, Duration.ofSeconds(warmUpSeconds), LASTING, outage);
  }
}
