package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Safety;
import org.junit.jupiter.api.Test;

/** Schedules and timeouts that cannot fit together are refused with their numbers. */
final class RefusedPaceTest {
  private static final String PROBE = "interval: 2s, timeout: 500ms, rise: 5";

  @Test
  void a_timeout_as_long_as_the_interval_is_refused() {
    assertThat(Edited.threeRegions().with(PROBE, "interval: 2s, timeout: 2s").errors())
        .containsExactly("safety.probe.timeout: the timeout 2s is not below the interval 2s");
  }

  @Test
  void a_confirmation_longer_than_the_interval_is_refused() {
    assertThat(Edited.threeRegions().with(PROBE, "interval: 2s, timeout: 1700ms").errors())
        .containsExactly(
            "safety.probe.timeout: confirming a failure takes 2100ms (5 attempts 100 ms apart, then"
                + " the timeout), more than the interval 2s");
  }

  @Test
  void a_confirmation_that_outlives_its_observation_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with(PROBE, "interval: 1s, timeout: 500ms")
                .withoutLine("notify:")
                .and("  freshness: 2")
                .errors())
        .containsExactly(
            "safety.freshness: confirming a failure on a lossy path takes 2400ms (20 attempts 100"
                + " ms apart, then the timeout), and observations count for 2s");
  }

  @Test
  void a_panic_window_that_cannot_see_two_regions_is_refused() {
    assertThat(Edited.threeRegions().with("panic: {window: 30s}", "panic: {window: 3s}").errors())
        .containsExactly(
            "safety.panic.window: too short to see two regions fall: below two intervals of 2s");
  }

  @Test
  void an_evacuation_limit_below_the_interval_is_refused() {
    assertThat(Edited.threeRegions().with("per: 30s", "per: 1s").errors())
        .containsExactly("safety.evacuation.per: shorter than the interval 2s");
  }

  @Test
  void an_intent_that_expires_before_it_is_confirmed_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with(PROBE, "interval: 2s, timeout: 1500ms")
                .withoutLine("notify:")
                .and("  intentLife: 1")
                .errors())
        .containsExactly(
            "safety.intentLife: an intent expires after 2s, before one change and its confirming"
                + " probe (3s)");
  }

  @Test
  void ramp_steps_rise_to_one_hundred_and_can_be_judged() {
    assertThat(Edited.threeRegions().with("10, 25, 50, 75, 100]", "10, 50, 25, 100]").errors())
        .containsExactly("safety.ramp.steps[2]: the steps do not rise");
    assertThat(Edited.threeRegions().with("75, 100]", "75]").errors())
        .containsExactly("safety.ramp.steps: the steps end at 75, not at 100");
    assertThat(Edited.threeRegions().with("every: 2s", "every: 1s").errors())
        .containsExactly("safety.ramp.every: a step shorter than the interval 2s is never judged");
  }

  @Test
  void damping_thresholds_that_contradict_each_other_are_refused() {
    assertThat(
            Edited.threeRegions()
                .with("halfLife: 15s", "reuse: 3000, suppress: 3000, cap: 2000")
                .errors())
        .containsExactly(
            "safety.damping.reuse: reuse 3000 is not below suppress 3000",
            "safety.damping.cap: cap 2000 is below suppress 3000 or perCycle");
  }

  @Test
  void durations_have_a_range_and_one_form() {
    assertThat(Edited.threeRegions().with(PROBE, "interval: 10m, timeout: PT1S, rise: 0").errors())
        .contains(
            "safety.probe.interval: out of range; found '10m'; allowed: a duration 200ms to 5m",
            "safety.probe.timeout: not a duration such as 500ms, 10s, 15m, 1h or 30d; found 'PT1S';"
                + " allowed: a duration 50ms to 1m",
            "safety.probe.rise: out of range; found '0'; allowed: a whole number 1-100");
  }

  @Test
  void omitted_keys_are_the_production_defaults() {
    String text = Examples.text("three-regions");
    String bare =
        text.substring(0, text.indexOf("safety:")) + text.substring(text.indexOf("notify:"));

    assertThat(new Edited(bare).valid().fleet().safety()).isEqualTo(Safety.DEFAULTS);
  }

  @Test
  void every_safety_value_is_a_setting() {
    Safety read =
        new Edited(
                Examples.text("three-regions").split("safety:")[0]
                    + """
                    safety:
                      probe: {interval: 4s, timeout: 1s, rise: 7}
                      ramp: {cleanFor: 1m, steps: [50, 100], every: 30s}
                      evacuation: {limit: 2, per: 1h}
                      panic: {window: 2h}
                      damping: {perCycle: 11, halfLife: 12s, suppress: 13, reuse: 12, cap: 14}
                      capacity: {percent: 66}
                      keepServing: 2
                      holdDown: 5
                      freshness: 6
                      intentLife: 8
                    """)
            .valid()
            .fleet()
            .safety();

    assertThat(read.toString())
        .isEqualTo(
            "Safety[probe=ProbePace[interval=PT4S, timeout=PT1S, rise=7],"
                + " ramp=RampPace[cleanFor=PT1M, steps=[50, 100], every=PT30S],"
                + " evacuation=EvacuationLimit[limit=2, per=PT1H], panicWindow=PT2H,"
                + " damping=Damping[perCycle=11, halfLife=PT12S, suppress=13, reuse=12, cap=14],"
                + " keepServing=2, holdDownIntervals=5, freshnessIntervals=6, intentIntervals=8,"
                + " capacityPercent=66]");
  }
}
