package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Safety;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpinionsTest {
  private static final Duration SPACING = Duration.ofMillis(100);

  private final Watch watch = new Watch();

  @Test
  void first_pass_of_a_target_makes_it_up() {
    assertThat(watch.pass(1).opinion()).isEqualTo(Verdict.UP);
  }

  @Test
  void lossy_first_pass_makes_it_up_too() {
    assertThat(watch.pass(4).opinion()).isEqualTo(Verdict.UP);
    assertThat(watch.now().loss().newest(6, watch.next())).isEqualTo(new Losses(4, 3));
  }

  @Test
  void confirmed_timeout_makes_it_down_at_once() {
    assertThat(watch.clean(20).timeOut(5).opinion()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void confirmed_failure_makes_it_down_at_once() {
    assertThat(watch.clean(20).fail(5).opinion()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void too_few_lost_attempts_change_no_opinion_until_the_next_probe_adds_to_them() {
    watch.clean(20).timeOut(3);

    assertThat(watch.opinion()).isEqualTo(Verdict.UP);
    assertThat(watch.now().failures()).isEqualTo(1);
    assertThat(watch.confirmation().attempts()).as("all that fit").isEqualTo(14);
    assertThat(watch.timeOut(2).opinion()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void unconfirmed_failure_then_pass_counts_as_loss() {
    watch.clean(20).timeOut(3).pass(1);

    assertThat(watch.opinion()).isEqualTo(Verdict.UP);
    assertThat(watch.now().failures()).isZero();
    assertThat(watch.now().firstFailure()).isNull();
    assertThat(watch.now().loss().newest(6, watch.next())).isEqualTo(new Losses(24, 3));
  }

  @Test
  void refused_is_down_however_lossy_the_path() {
    for (int probe = 0; probe < 10; probe++) {
      watch.pass(2);
    }

    assertThat(watch.refuse().opinion()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void never_seen_target_that_times_out_stays_unknown_until_loss_is_ruled_out() {
    assertThat(watch.timeOut(10).opinion()).isEqualTo(Verdict.UNKNOWN);
    assertThat(watch.timeOut(10).opinion()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void down_target_returns_after_five_passes_in_a_row() {
    watch.clean(20).refuse().clean(4);
    assertThat(watch.opinion()).isEqualTo(Verdict.DOWN);

    watch.timeOut(5).clean(4);
    assertThat(watch.opinion()).as("a failure starts the count anew").isEqualTo(Verdict.DOWN);

    assertThat(watch.clean(1).opinion()).isEqualTo(Verdict.UP);
  }

  @Test
  void outage_is_no_loss_of_the_path_after_it() {
    watch.clean(20).timeOut(5);
    for (int probe = 0; probe < 20; probe++) {
      watch.timeOut(1);
    }

    watch.clean(5);

    assertThat(watch.opinion()).as("not Degraded").isEqualTo(Verdict.UP);
    assertThat(watch.confirmation().attempts()).isEqualTo(5);
  }

  @Test
  void more_than_half_of_the_last_twenty_lost_is_degraded_and_half_is_not() {
    for (int probe = 0; probe < 10; probe++) {
      watch.pass(2);
    }
    assertThat(watch.opinion()).isEqualTo(Verdict.UP);

    watch.pass(4);
    assertThat(watch.opinion()).isEqualTo(Verdict.DEGRADED);

    assertThat(watch.clean(5).opinion()).isEqualTo(Verdict.UP);
  }

  @Test
  void first_failure_is_when_the_present_failure_began() {
    watch.clean(20);
    var began = watch.next();

    watch.timeOut(5).timeOut(1);

    assertThat(watch.now().firstFailure()).isEqualTo(began);
    assertThat(watch.now().lastBegan()).isEqualTo(began.plus(Fleets.PACE.interval()));
    assertThat(watch.now().failures()).isEqualTo(2);
  }

  @Test
  void result_counted_once_counts_no_second_time() {
    ProbeResult result = Results.passed(Results.TARGET, 2, watch.next());
    TargetRecord once = watch.see(result).now();

    assertThat(watch.see(result).now()).isEqualTo(once);
  }

  @Test
  void round_cut_short_changes_nothing() {
    TargetRecord before = watch.clean(3).now();

    assertThat(watch.round(List.of()).now()).isEqualTo(before);
  }

  @Test
  void target_without_a_result_keeps_its_record() {
    TargetRecord before = watch.clean(3).now();

    watch.round(List.of(Results.refused(other(1), watch.next())));

    assertThat(watch.now()).isEqualTo(before);
  }

  @Test
  void clean_path_asks_for_five_attempts_a_hundred_milliseconds_apart() {
    assertThat(watch.clean(5).confirmation()).isEqualTo(new Confirmation(3, 5, SPACING, SPACING));
  }

  @Test
  void slow_answers_are_waited_for_three_times_as_long_and_never_beyond_the_timeout() {
    watch.see(Results.slow(Duration.ofMillis(60), watch.next()));
    assertThat(watch.confirmation().patience()).isEqualTo(Duration.ofMillis(180));

    watch.see(Results.slow(Duration.ofMillis(400), watch.next()));
    assertThat(watch.confirmation().patience()).isEqualTo(Fleets.PACE.timeout());

    watch.timeOut(1);
    assertThat(watch.confirmation().patience()).as("it hurries once it failed").isEqualTo(SPACING);
  }

  @Test
  void unknown_path_asks_for_all_that_fits_into_the_interval() {
    assertThat(watch.confirmation().attempts())
        .as("0.9 of 2 s, with 0.5 s for the first and 0.5 s for the last attempt")
        .isEqualTo(10);
  }

  @Test
  void production_pace_has_room_for_twenty() {
    Safety.ProbePace pace = Safety.DEFAULTS.probe();

    assertThat(
            Opinions.confirmations(
                    new TreeMap<>(), new TreeSet<>(List.of(Results.TARGET)), pace, Sighting.NOW)
                .get(Results.TARGET))
        .isEqualTo(new Confirmation(3, 20, SPACING, pace.timeout()));
  }

  @Test
  void down_target_is_tried_once() {
    assertThat(watch.clean(20).timeOut(5).confirmation())
        .isEqualTo(new Confirmation(0, 1, SPACING, Fleets.PACE.timeout()));
  }

  @Test
  void returning_target_is_confirmed_again_so_that_loss_does_not_keep_it_out() {
    assertThat(watch.clean(20).timeOut(5).pass(1).confirmation().attempts()).isGreaterThan(5);
  }

  @Test
  void lossy_path_asks_for_more() {
    for (int probe = 0; probe < 10; probe++) {
      watch.pass(1).pass(2);
    }

    assertThat(watch.confirmation().attempts()).as("at 10 losses in 29").isEqualTo(14);
    assertThat(watch.timeOut(10).opinion()).isEqualTo(Verdict.UP);
    int rest = watch.confirmation().attempts();
    assertThat(rest).as("the others, in the next probe").isBetween(3, 10);
    assertThat(watch.timeOut(rest).opinion()).isEqualTo(Verdict.DOWN);
  }

  @Test
  void loss_that_begins_on_every_path_at_once_makes_five_too_few() {
    watch.clean(20);
    List<ProbeResult> round = new ArrayList<>();
    round.add(Results.timedOut(Results.TARGET, 5, watch.next()));
    for (int index = 0; index < 9; index++) {
      round.add(Results.passed(other(index), index % 3 == 0 ? 2 : 1, watch.next()));
    }

    watch.round(round);

    assertThat(watch.opinion()).isEqualTo(Verdict.UP);
    assertThat(watch.confirmation(other(1)).attempts())
        .as("the others are warned too")
        .isGreaterThan(5);
  }

  @Test
  void outage_of_many_targets_is_not_taken_for_loss() {
    watch.clean(20);
    List<ProbeResult> round = new ArrayList<>();
    round.add(Results.timedOut(Results.TARGET, 5, watch.next()));
    for (int index = 0; index < 9; index++) {
      round.add(
          index < 5
              ? Results.timedOut(other(index), 5, watch.next())
              : Results.passed(other(index), 1, watch.next()));
    }

    assertThat(watch.round(round).opinion()).isEqualTo(Verdict.DOWN);
  }

  private static ProbeTarget other(int index) {
    return new ProbeTarget(new Subject.OfNode("eu-west", "other-" + index), "orders");
  }
}
