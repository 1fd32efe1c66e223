package io.fairlead.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long a process tells what it found of the canary. */
class CanaryWordTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final CanaryWord word = new CanaryWord();

  @Test
  void trouble_is_told_by_queued_runs_until_scheduled_ones_must_have_come() {
    word.said("it did not end in time", NOW);

    assertThat(word.finding("paris", NOW.plusSeconds(110)))
        .containsEntry("canary/paris", "it did not end in time");
    assertThat(word.finding("paris", NOW.plus(CanaryWord.MOST_AGE))).isEmpty();
  }

  @Test
  void a_canary_that_was_made_anew_is_no_finding() {
    word.said("it did not end in time", NOW);
    word.said("", NOW.plusSeconds(60));

    assertThat(word.finding("paris", NOW.plusSeconds(61))).isEmpty();
    assertThat(new CanaryWord().finding("paris", NOW)).isEmpty();
  }
}
