package io.fairlead.gateway.engine;

import static io.fairlead.gateway.engine.AttemptCount.Next.CONFIRMED;
import static io.fairlead.gateway.engine.AttemptCount.Next.PASSED;
import static io.fairlead.gateway.engine.AttemptCount.Next.START_AFTER_PATIENCE;
import static io.fairlead.gateway.engine.AttemptCount.Next.START_AFTER_SPACING;
import static io.fairlead.gateway.engine.AttemptCount.Next.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.gateway.engine.AttemptEnd.Kind;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptCountTest {
  private static AttemptCount count(int refusedRepeats, int attempts) {
    return new AttemptCount(
        new Confirmation(refusedRepeats, attempts, Duration.ofMillis(100), Duration.ofMillis(200)));
  }

  @Test
  void refusals_follow_one_another() {
    AttemptCount count = count(3, 5);
    for (int i = 0; i < 3; i++) {
      assertThat(count.started()).isEqualTo(START_AFTER_PATIENCE);
      assertThat(count.ended(Kind.REFUSED)).isEqualTo(START_AFTER_SPACING);
    }
    assertThat(count.started()).isEqualTo(START_AFTER_PATIENCE);
    assertThat(count.ended(Kind.REFUSED)).isEqualTo(CONFIRMED);
    assertThat(count.onlyRefused()).isTrue();
    assertThat(count.failure()).isEqualTo(Outcome.FAILED);
    assertThat(count.failures()).isEqualTo(4);
  }

  @Test
  void attempts_in_doubt_overlap() {
    AttemptCount count = count(3, 4);
    assertThat(count.started()).isEqualTo(START_AFTER_PATIENCE);
    assertThat(count.started()).isEqualTo(START_AFTER_SPACING);
    assertThat(count.started()).isEqualTo(START_AFTER_SPACING);
    assertThat(count.started()).isEqualTo(WAIT);
    for (int i = 0; i < 3; i++) {
      assertThat(count.ended(Kind.TIMED_OUT)).isEqualTo(WAIT);
    }
    assertThat(count.ended(Kind.TIMED_OUT)).isEqualTo(CONFIRMED);
    assertThat(count.failure()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(count.onlyRefused()).isFalse();
  }

  @Test
  void failure_before_the_patience_is_over_starts_the_next_after_the_spacing() {
    AttemptCount count = count(3, 3);
    assertThat(count.started()).isEqualTo(START_AFTER_PATIENCE);
    assertThat(count.ended(Kind.FAILED)).isEqualTo(START_AFTER_SPACING);
    assertThat(count.started()).isEqualTo(START_AFTER_SPACING);
    assertThat(count.ended(Kind.FAILED)).isEqualTo(WAIT);
    assertThat(count.started()).isEqualTo(WAIT);
    assertThat(count.ended(Kind.FAILED)).isEqualTo(CONFIRMED);
  }

  @Test
  void pass_after_refusal_passes() {
    AttemptCount count = count(3, 5);
    count.started();
    count.ended(Kind.REFUSED);
    count.started();

    assertThat(count.ended(Kind.PASSED)).isEqualTo(PASSED);
    assertThat(count.attempts()).isEqualTo(2);
    assertThat(count.failures()).isEqualTo(1);
  }

  @Test
  void other_failure_after_refusals_needs_all_attempts() {
    AttemptCount count = count(3, 5);
    count.started();
    count.ended(Kind.REFUSED);
    count.started();
    assertThat(count.ended(Kind.TIMED_OUT)).isEqualTo(START_AFTER_SPACING);
    assertThat(count.started()).isEqualTo(START_AFTER_SPACING);
    assertThat(count.started()).isEqualTo(START_AFTER_SPACING);
    assertThat(count.started()).isEqualTo(WAIT);
    assertThat(count.ended(Kind.REFUSED)).isEqualTo(WAIT);
    assertThat(count.ended(Kind.REFUSED)).isEqualTo(WAIT);
    assertThat(count.ended(Kind.REFUSED)).isEqualTo(CONFIRMED);
    assertThat(count.onlyRefused()).isFalse();
    assertThat(count.failure()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void one_attempt_confirms_itself() {
    AttemptCount count = count(0, 1);
    assertThat(count.started()).isEqualTo(WAIT);
    assertThat(count.ended(Kind.FAILED)).isEqualTo(CONFIRMED);
  }
}
