package io.fairlead.benchmarks.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few seeds of the study; the benchmark plays 200. The simulation plays the real cycles. */
class LossStudyTest {
  private static final int SEEDS = 10;
  private static final double LOSS = 0.33;
  private static final Duration LASTING = Duration.ofSeconds(120);

  private final LossStudy study = LossBenchmark.study();

  @ParameterizedTest
  @ValueSource(longs = {0, 60})
  void a_third_of_all_attempts_lost_flips_no_verdict(long warmUpSeconds) {
    LossStudy.Row row = study.play(scenario(Mind.FAIRLEAD, warmUpSeconds), SEEDS);

    assertThat(row.endpointFlips()).isZero();
    assertThat(row.nodeFlips()).isZero();
  }

  @Test
  void two_counter_trap_flips_under_the_same_loss() {
    LossStudy.Row row = study.play(scenario(Mind.TWO_COUNTERS, 0), SEEDS);

    assertThat(row.nodeFlips()).as("the study can see what it looks for").isPositive();
    assertThat(row.endpointFlips()).isPositive();
  }

  @Test
  void same_seeds_give_the_same_row() {
    LossScenario scenario = scenario(Mind.FAIRLEAD, 60);

    assertThat(study.play(scenario, 3)).isEqualTo(study.play(scenario, 3));
  }

  private static LossScenario scenario(Mind mind, long warmUpSeconds) {
    return new LossScenario("test", mind, LOSS, Duration.ofSeconds(warmUpSeconds), LASTING);
  }
}
