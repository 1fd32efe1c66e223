package io.fairlead.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.Observation;
import io.fairlead.port.Observations;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClockWatchTest implements Observations {
  private static final SelfTest.Result SIGHTED =
      new SelfTest.Result(true, "anchors answer", Optional.of(Duration.ZERO));

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long nanos = -7_000_000_000L;
  private boolean storesAnswer = true;
  private int asked;
  private final ClockWatch watch = new ClockWatch(_ -> SIGHTED, this, () -> now, () -> nanos);

  @Test
  void a_clock_that_nobody_sets_asks_nothing_more() {
    for (int tick = 0; tick < 1000; tick++) {
      passes(Duration.ofSeconds(2));
      now = now.plusMillis(1);

      assertThat(check()).isEqualTo(SIGHTED);
    }
    assertThat(asked).isZero();
  }

  @Test
  void after_a_step_the_stores_are_asked_once_and_what_they_tell_is_believed() {
    check();
    now = now.plus(Duration.ofHours(1));

    assertThat(check()).isEqualTo(SIGHTED);
    assertThat(check()).isEqualTo(SIGHTED);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void after_a_step_it_is_blind_until_the_stores_answer() {
    check();
    now = now.minus(Duration.ofHours(1));
    storesAnswer = false;

    assertThat(check())
        .isEqualTo(
            new SelfTest.Result(
                false,
                "its clock stepped by -3600000 ms, and no store has told the time since",
                Optional.empty()));
    passes(Duration.ofSeconds(2));
    assertThat(check().sighted()).isFalse();

    storesAnswer = true;
    assertThat(check()).isEqualTo(SIGHTED);
  }

  @Test
  void a_machine_that_stood_still_is_as_one_whose_clock_stepped() {
    check();
    now = now.plus(Duration.ofMinutes(30));
    nanos += 5;
    storesAnswer = false;

    assertThat(check().sighted()).isFalse();
  }

  private void passes(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  private SelfTest.Result check() {
    return watch.check(now.plusSeconds(2));
  }

  @Override
  public Published publish(Observation mine, Instant deadline) {
    return Published.UNKNOWN;
  }

  @Override
  public Entries latest(Instant deadline) {
    asked++;
    TreeMap<String, Observation> found = new TreeMap<>();
    TreeMap<String, String> unreadable = new TreeMap<>();
    if (storesAnswer) {
      found.put("eu-west", entry());
    } else {
      unreadable.put("eu-west", "no answer in time");
    }
    return new Entries(found, unreadable);
  }

  private Observation entry() {
    return new Observation("eu-west", 0, "run", 1, now, "topology", 1, false, "", new TreeMap<>());
  }
}
