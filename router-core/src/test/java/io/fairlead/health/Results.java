package io.fairlead.health;

import java.time.Duration;
import java.time.Instant;

/** Probe results for tests. */
final class Results {
  static final ProbeTarget TARGET =
      new ProbeTarget(new Subject.OfNode("eu-west", "gw-1"), "orders");

  private Results() {}

  /** A pass with its last attempt, the others lost. */
  static ProbeResult passed(ProbeTarget target, int attempts, Instant began) {
    return new ProbeResult(
        target, Outcome.PASSED, false, attempts, attempts - 1, began, Duration.ofMillis(3), "ok");
  }

  /** A pass at the first attempt, answered after so long. */
  static ProbeResult slow(Duration latency, Instant began) {
    return new ProbeResult(TARGET, Outcome.PASSED, false, 1, 0, began, latency, "ok");
  }

  static ProbeResult timedOut(ProbeTarget target, int attempts, Instant began) {
    return new ProbeResult(
        target,
        Outcome.TIMED_OUT,
        false,
        attempts,
        attempts,
        began,
        Duration.ofMillis(500),
        "no answer in 500 ms");
  }

  static ProbeResult failed(ProbeTarget target, int attempts, Instant began) {
    return new ProbeResult(
        target,
        Outcome.FAILED,
        false,
        attempts,
        attempts,
        began,
        Duration.ofMillis(2),
        "status 503, expected 200");
  }

  static ProbeResult refused(ProbeTarget target, Instant began) {
    return new ProbeResult(
        target, Outcome.FAILED, true, 4, 4, began, Duration.ofMillis(1), "refused");
  }
}
