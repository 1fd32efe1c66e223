package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Safety;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictsTest {
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());
  private static final Subject SUBJECT = new Subject.OfDeployment("orders", "eu-west");
  private static final Safety SAFETY = Safety.DEFAULTS;

  private SortedMap<Subject, VerdictEntry> held = new TreeMap<>();
  private Instant now = Sighting.NOW;

  @ParameterizedTest
  @EnumSource(names = {"UP", "DOWN"})
  void first_verdict_is_taken_over_from_up_or_down(Verdict verdict) {
    judge(verdict);

    assertThat(entry()).isEqualTo(new VerdictEntry(verdict, now, "because", 0, Verdicts.NEVER));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEGRADED", "UNKNOWN"})
  void unknown_and_degraded_are_no_first_verdict(Verdict verdict) {
    judge(verdict);

    assertThat(held).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UP, UP, UP", "UP, DOWN, DOWN", "UP, DEGRADED, DEGRADED", "UP, UNKNOWN, UP",
    "DOWN, UP, UP", "DOWN, DOWN, DOWN", "DOWN, DEGRADED, DOWN", "DOWN, UNKNOWN, DOWN"
  })
  void held_verdict_and_judgement_make_the_next(Verdict first, Verdict judged, Verdict next) {
    judge(first);
    later(Duration.ofSeconds(10));
    judge(judged);

    assertThat(entry().verdict()).isEqualTo(next);
  }

  @Test
  void degraded_ends_with_up_or_down() {
    judge(Verdict.UP);
    judge(Verdict.DEGRADED);
    judge(Verdict.DEGRADED);
    assertThat(entry().verdict()).isEqualTo(Verdict.DEGRADED);

    judge(Verdict.UP);
    assertThat(entry().verdict()).isEqualTo(Verdict.UP);

    judge(Verdict.DEGRADED);
    judge(Verdict.DOWN);
    assertThat(entry().verdict()).isEqualTo(Verdict.DOWN);
    assertThat(entry().penalty()).isEqualTo(1000);
  }

  @Test
  void same_verdict_with_other_evidence_is_nothing_to_write() {
    judge(Verdict.DOWN);
    SortedMap<Subject, VerdictEntry> before = held;
    later(Duration.ofMinutes(5));

    merge(judgement(Verdict.DOWN, "other evidence"));

    assertThat(held).isEqualTo(before);
  }

  @Test
  void subject_that_left_the_fleet_leaves_the_register() {
    judge(Verdict.UP);
    held = Verdicts.merge(SAFETY, held, new TreeMap<>(), now);

    assertThat(held).isEmpty();
  }

  @Test
  void each_fall_adds_a_penalty_that_halves_in_fifteen_minutes() {
    judge(Verdict.UP);
    judge(Verdict.DOWN);
    assertThat(entry().penalty()).isEqualTo(1000);
    assertThat(entry().penaltyAt()).isEqualTo(now);

    judge(Verdict.UP);
    later(Duration.ofMinutes(15));
    assertThat(Verdicts.penalty(SAFETY, entry(), now)).isEqualTo(500);

    judge(Verdict.DOWN);
    assertThat(entry().penalty()).isEqualTo(1500);
  }

  @Test
  void third_fall_in_a_row_is_suppressed_until_the_penalty_is_reused() {
    for (int fall = 0; fall < 3; fall++) {
      judge(Verdict.UP);
      judge(Verdict.DOWN);
    }
    assertThat(entry().penalty()).isEqualTo(3000);
    assertThat(Penalty.suppresses(SAFETY.damping(), entry(), now)).isTrue();

    later(Duration.ofMinutes(23));
    judge(Verdict.UP);
    assertThat(entry().verdict()).as("1036 is not below 1000").isEqualTo(Verdict.DOWN);

    later(Duration.ofMinutes(1));
    judge(Verdict.UP);
    assertThat(entry().verdict()).isEqualTo(Verdict.UP);
    assertThat(Penalty.suppresses(SAFETY.damping(), entry(), now)).isFalse();
  }

  @Test
  void damping_never_delays_a_fall() {
    for (int fall = 0; fall < 20; fall++) {
      judge(Verdict.DOWN);
      assertThat(entry().verdict()).isEqualTo(Verdict.DOWN);
      later(Duration.ofMinutes(20));
      judge(Verdict.UP);
    }
  }

  @Test
  void first_down_is_no_fall() {
    judge(Verdict.DOWN);

    assertThat(entry().penalty()).isZero();
    assertThat(entry().penaltyAt()).isEqualTo(Verdicts.NEVER);
  }

  @Test
  void clock_that_ran_backwards_leaves_the_penalty_as_it_is() {
    judge(Verdict.UP);
    judge(Verdict.DOWN);
    later(Duration.ofHours(-1));

    assertThat(Verdicts.penalty(SAFETY, entry(), now)).isEqualTo(1000);
  }

  @Test
  void penalty_never_exceeds_its_cap() {
    Safety wild = damped(new Safety.Damping(1000, Duration.ofMinutes(15), 100_000, 1, 2500));
    for (int fall = 0; fall < 5; fall++) {
      merge(wild, judgement(Verdict.UP, "up"));
      merge(wild, judgement(Verdict.DOWN, "down"));
    }

    assertThat(entry().penalty()).isEqualTo(2500);
  }

  @Test
  void random_judgements_keep_the_rules() {
    long seed = 5;
    Random random = new Random(seed);
    for (int step = 0; step < 5_000; step++) {
      Verdict before = held.isEmpty() ? Verdict.UNKNOWN : entry().verdict();
      Verdict judged = VERDICTS.get(random.nextInt(VERDICTS.size()));
      later(Duration.ofSeconds(random.nextInt(300)));
      SortedMap<Subject, VerdictEntry> previous = held;

      judge(judged);

      Verdict after = held.isEmpty() ? Verdict.UNKNOWN : entry().verdict();
      assertThat(after).as("seed %d step %d", seed, step).isIn(before, judged);
      if (judged == Verdict.DOWN) {
        assertThat(after).as("seed %d step %d", seed, step).isEqualTo(Verdict.DOWN);
      }
      if (after == before) {
        assertThat(held).as("seed %d step %d", seed, step).isEqualTo(previous);
      }
    }
  }

  private void judge(Verdict verdict) {
    merge(judgement(verdict, "because"));
  }

  private void merge(Judgement judgement) {
    merge(SAFETY, judgement);
  }

  private void merge(Safety safety, Judgement judgement) {
    TreeMap<Subject, Judgement> judged = new TreeMap<>();
    judged.put(SUBJECT, judgement);
    held = Verdicts.merge(safety, held, judged, now);
  }

  private static Judgement judgement(Verdict verdict, String detail) {
    return new Judgement(SUBJECT, verdict, List.of(), 2, false, detail);
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private VerdictEntry entry() {
    VerdictEntry found = held.get(SUBJECT);
    if (found == null) {
      throw new IllegalStateException("nothing held");
    }
    return found;
  }

  private static Safety damped(Safety.Damping damping) {
    return new Safety(
        SAFETY.probe(),
        SAFETY.ramp(),
        SAFETY.evacuation(),
        SAFETY.panicWindow(),
        damping,
        SAFETY.keepServing(),
        SAFETY.holdDownIntervals(),
        SAFETY.freshnessIntervals(),
        SAFETY.intentIntervals(),
        SAFETY.capacityPercent());
  }
}
