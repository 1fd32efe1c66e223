package io.fairlead.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much of a copy is read again, and when. */
final class ScrubCursorTest {
  private static final ScrubCursor CURSOR = ScrubCursor.at(Sets.NOON);

  private static int portion(int all, Duration passed) {
    return CURSOR.portion(all, Sets.NOON.plus(passed));
  }

  @Test
  void each_hour_a_part_is_due_and_in_a_week_all_of_it() {
    assertThat(portion(100_000, Duration.ofMinutes(59))).isZero();
    assertThat(portion(100_000, Duration.ofHours(1))).isEqualTo(596);
    assertThat(portion(100_000, Duration.ofHours(2))).isEqualTo(1191);
    assertThat(portion(3, Duration.ofHours(1))).isEqualTo(1);
    assertThat(596 * 168).isGreaterThanOrEqualTo(100_000);
  }

  @Test
  void no_step_is_more_than_its_budget_however_long_nobody_ran() {
    assertThat(portion(1_000_000, Duration.ofHours(1))).isEqualTo(5953);
    assertThat(portion(1_000_000, Duration.ofDays(30))).isEqualTo(ScrubCursor.MAX_OBJECTS);
    assertThat(portion(100, Duration.ofDays(30))).isEqualTo(100);
    assertThat(portion(100, Duration.ofDays(-1))).isZero();
  }

  @Test
  void a_cursor_is_written_and_read_back() {
    ScrubCursor cursor = new ScrubCursor(Sets.NOON, "apis/with blanks.yaml");

    assertThat(ScrubCursor.parse(cursor.text())).isEqualTo(cursor);
    assertThat(ScrubCursor.parse(CURSOR.text())).isEqualTo(CURSOR);
    assertThatIllegalArgumentException().isThrownBy(() -> ScrubCursor.parse("yesterday x"));
    assertThatIllegalArgumentException().isThrownBy(() -> ScrubCursor.parse("x"));
  }
}
