package io.fairlead.emulators.azure.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules as the platform's page explains them. */
class NcrontabTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */10 * * * * *   | 2026-01-01T00:00:00Z   | 2026-01-01T00:00:10Z
          */10 * * * * *   | 2026-01-01T00:00:09.5Z | 2026-01-01T00:00:10Z
          */10 * * * * *   | 2026-01-01T00:00:51Z   | 2026-01-01T00:01:00Z
          5 * * * * *      | 2026-01-01T00:00:06Z   | 2026-01-01T00:01:05Z
          0 */5 * * * *    | 2026-01-01T00:01:00Z   | 2026-01-01T00:05:00Z
          5,8,10 * * * * * | 2026-01-01T00:00:08Z   | 2026-01-01T00:00:10Z
          5-7 * * * * *    | 2026-01-01T00:00:05Z   | 2026-01-01T00:00:06Z
          0 30 9 * * 1-5   | 2026-01-02T09:30:00Z   | none
          0 0 9 * * 0      | 2026-01-03T10:00:00Z   | 2026-01-04T09:00:00Z
          """)
  void the_next_time_is_the_first_that_every_field_admits(
      String schedule, Instant after, String next) {
    Ncrontab fields = Ncrontab.parse(schedule);
    if (next.equals("none")) {
      assertThatThrownBy(() -> fields.after(after)).hasMessageContaining("nothing within");
    } else {
      assertThat(fields.after(after)).isEqualTo(Instant.parse(next));
    }
  }

  @Test
  void five_fields_are_no_schedule_here() {
    assertThatThrownBy(() -> Ncrontab.parse("*/5 * * * *"))
        .hasMessage("not six fields: '*/5 * * * *'");
  }
}
