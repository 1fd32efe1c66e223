package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossEstimateTest {
  private static final Instant NOW = Sighting.NOW;

  @ParameterizedTest
  @CsvSource({"0, 5", "0.05, 5", "0.1, 7", "0.2, 9", "0.33, 13", "0.5, 20", "0.9, 20", "1, 20"})
  void attempts_that_rule_out_loss(double rate, int attempts) {
    assertThat(LossEstimate.attempts(rate)).isEqualTo(attempts);
  }

  @Test
  void attempts_are_the_fewest_that_are_less_likely_than_one_in_a_million() {
    for (double rate = 0.05; rate <= 0.5; rate += 0.001) {
      int attempts = LossEstimate.attempts(rate);

      assertThat(Math.pow(rate, attempts)).as("rate %s", rate).isLessThan(1e-6);
      assertThat(Math.pow(rate, attempts - 1)).as("rate %s", rate).isGreaterThanOrEqualTo(1e-6);
    }
  }

  @Test
  void window_forgets_after_a_minute() {
    LossWindow window = LossWindow.EMPTY.plus(NOW, 4, 2).plus(NOW.plusSeconds(50), 6, 0);

    assertThat(window.newest(6, NOW.plusSeconds(50))).isEqualTo(new Losses(10, 2));
    assertThat(window.newest(6, NOW.plusSeconds(60))).isEqualTo(new Losses(6, 0));
    assertThat(window.newest(1, NOW.plusSeconds(50))).isEqualTo(new Losses(6, 0));
    assertThat(window.newest(6, NOW.plusSeconds(3600))).isEqualTo(Losses.NONE);
  }

  @Test
  void late_result_goes_into_its_own_bucket() {
    LossWindow window = LossWindow.EMPTY.plus(NOW.plusSeconds(20), 1, 0).plus(NOW, 2, 1);

    assertThat(window)
        .isEqualTo(
            new LossWindow(
                Math.floorDiv(NOW.getEpochSecond() + 20, 10), List.of(1, 0, 2), List.of(0, 0, 1)));
  }

  @Test
  void clock_that_jumps_starts_the_window_anew() {
    LossWindow back = LossWindow.EMPTY.plus(NOW, 2, 1).plus(NOW.minusSeconds(3600), 1, 0);
    LossWindow forth = LossWindow.EMPTY.plus(NOW, 2, 1).plus(NOW.plusSeconds(3600), 1, 0);

    assertThat(back.newest(6, NOW.minusSeconds(3600))).isEqualTo(new Losses(1, 0));
    assertThat(forth.newest(6, NOW.plusSeconds(3600))).isEqualTo(new Losses(1, 0));
  }

  @Test
  void window_equals_a_count_over_all_results_of_its_minute() {
    long seed = 11;
    Random random = new Random(seed);
    LossWindow window = LossWindow.EMPTY;
    int[] sent = new int[100];
    int[] lost = new int[100];
    long bucket = Math.floorDiv(NOW.getEpochSecond(), 10);
    int newest = 0;
    for (int step = 0; step < 500; step++) {
      int at = Math.clamp(newest + random.nextInt(-2, 3), 0, 99);
      newest = Math.max(newest, at);
      int failures = random.nextInt(3);
      window = window.plus(Instant.ofEpochSecond((bucket + at) * 10), failures + 1, failures);
      sent[at] += failures + 1;
      lost[at] += failures;

      Losses expected = Losses.NONE;
      for (int back = 0; back < 6 && newest - back >= 0; back++) {
        expected = expected.plus(sent[newest - back], lost[newest - back]);
      }
      assertThat(window.newest(6, Instant.ofEpochSecond((bucket + newest) * 10)))
          .as("seed %d step %d", seed, step)
          .isEqualTo(expected);
    }
  }

  @Test
  void attempts_keep_the_last_twenty() {
    Attempts attempts = Attempts.NONE;
    for (int probe = 0; probe < 9; probe++) {
      attempts = attempts.plus(Results.passed(Results.TARGET, 3, NOW));
    }

    assertThat(attempts.count()).isEqualTo(20);
    assertThat(attempts.lost()).isEqualTo(13);
    assertThat(attempts.run()).isZero();
    assertThat(attempts.plus(Results.timedOut(Results.TARGET, 30, NOW)).run()).isEqualTo(20);
  }

  @Test
  void impossible_counts_are_refused() {
    assertThatThrownBy(() -> new Losses(1, 2)).hasMessage("2 losses in 1 attempts");
    assertThatThrownBy(() -> new LossWindow(0, List.of(1), List.of()))
        .hasMessageContaining("1 and 0 buckets");
  }
}
