package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.fleet.Safety;
import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Spans;
import java.time.Duration;
import java.util.List;

/** Keys of the safety settings; each default is the production value. */
final class SafetyKeys {
  private static final Safety USUAL = Safety.DEFAULTS;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MOST_PENALTY = 1_000_000;

  private static final Shape PROBE =
      keys(
          with(
              "interval",
              new Shape.Span(Duration.ofMillis(200), Duration.ofMinutes(5)),
              Spans.text(USUAL.probe().interval()),
              "from one tick to the next"),
          with(
              "timeout",
              new Shape.Span(Duration.ofMillis(50), Duration.ofMinutes(1)),
              Spans.text(USUAL.probe().timeout()),
              "of one attempt; below the interval"),
          with("rise", new Shape.Whole(1, 100), USUAL.probe().rise(), "passes in a row until Up"));

  private static final Shape RAMP =
      keys(
          with(
              "cleanFor",
              new Shape.Span(Duration.ZERO, DAY),
              Spans.text(USUAL.ramp().cleanFor()),
              "clean time before a region returns"),
          with(
              "steps",
              new Shape.Many(new Shape.Whole(1, 100), 1, 20),
              USUAL.ramp().steps(),
              "percent of its share at each step; they rise and end at 100"),
          with(
              "every",
              new Shape.Span(Duration.ofMillis(200), DAY),
              Spans.text(USUAL.ramp().every()),
              "time per step"));

  private static final Shape EVACUATION =
      keys(
          with(
              "limit",
              new Shape.Whole(1, 10),
              USUAL.evacuation().limit(),
              "automatic evacuations in that time, of one region or of several"),
          with(
              "per",
              new Shape.Span(SECOND, DAY),
              Spans.text(USUAL.evacuation().per()),
              "the time of that limit"));

  private static final Shape PANIC =
      keys(
          with(
              "window",
              new Shape.Span(SECOND, DAY),
              Spans.text(USUAL.panicWindow()),
              "two regions Down within it freeze everything"));

  private static final Shape DAMPING =
      keys(
          with(
              "perCycle",
              new Shape.Whole(1, MOST_PENALTY),
              USUAL.damping().perCycle(),
              "penalty of one cycle of Down and Up"),
          with(
              "halfLife",
              new Shape.Span(SECOND, DAY),
              Spans.text(USUAL.damping().halfLife()),
              "in which a penalty halves"),
          with(
              "suppress",
              new Shape.Whole(1, MOST_PENALTY),
              USUAL.damping().suppress(),
              "penalty from which a return waits"),
          with(
              "reuse",
              new Shape.Whole(1, MOST_PENALTY),
              USUAL.damping().reuse(),
              "penalty below which it may return"),
          with("cap", new Shape.Whole(1, MOST_PENALTY), USUAL.damping().cap(), "the most penalty"));

  private static final Shape CAPACITY =
      keys(
          with(
              "percent",
              new Shape.Whole(1, 100),
              USUAL.capacityPercent(),
              "of tested capacity that plans may use"));

  static final Shape SAFETY =
      keys(
          optional("probe", PROBE, "pace of the probes"),
          optional("ramp", RAMP, "pace of a return"),
          optional("evacuation", EVACUATION, "how often regions are taken out"),
          optional("panic", PANIC, "when nothing is trusted any more"),
          optional("damping", DAMPING, "flap damping in the manner of RFC 2439"),
          optional("capacity", CAPACITY, "how full regions may get"),
          with(
              "keepServing",
              new Shape.Whole(1, 64),
              USUAL.keepServing(),
              "deployments of each service that always stay in"),
          with(
              "holdDown",
              new Shape.Whole(1, 1000),
              USUAL.holdDownIntervals(),
              "probe intervals between two changes of one target"),
          with(
              "freshness",
              new Shape.Whole(2, 100),
              USUAL.freshnessIntervals(),
              "probe intervals until an observation no longer counts"),
          with(
              "intentLife",
              new Shape.Whole(1, 100),
              USUAL.intentIntervals(),
              "probe intervals until an intent expires"));

  private SafetyKeys() {}

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
