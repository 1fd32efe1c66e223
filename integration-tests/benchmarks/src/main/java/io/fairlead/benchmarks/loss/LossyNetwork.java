package io.fairlead.benchmarks.loss;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Confirmation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Where attempts get lost, and nothing else fails; runs one probe attempt by attempt. */
final class LossyNetwork {
  /** When an attempt that passes is answered. */
  private static final Duration ANSWER = Duration.ofMillis(5);

  private final Fleet fleet;
  private final LossScenario scenario;
  private final RandomGenerator random;
  private final Instant lossBegins;

  LossyNetwork(Fleet fleet, LossScenario scenario, RandomGenerator random, Instant start) {
    this.fleet = fleet;
    this.scenario = scenario;
    this.random = random;
    this.lossBegins = start.plus(scenario.warmUp());
  }

  /**
   * One probe with its confirmation: once the first attempt without an answer is in doubt, the rest
   * follow spaced and overlapping.
   */
  ProbeResult probe(ProbeTarget target, Confirmation confirmation, Instant began) {
    Duration timeout = fleet.safety().probe().timeout();
    int attempts = 0;
    Instant next = began;
    Instant end = began;
    while (attempts == 0 || attempts < confirmation.attempts()) {
      attempts++;
      if (!isLost(next)) {
        return result(target, Outcome.PASSED, attempts, began, next.plus(ANSWER));
      }
      end = next.plus(timeout);
      next = next.plus(attempts == 1 ? confirmation.patience() : confirmation.spacing());
    }
    return result(target, Outcome.TIMED_OUT, attempts, began, end);
  }

  private boolean isLost(Instant at) {
    return !at.isBefore(lossBegins) && random.nextDouble() < scenario.loss();
  }

  private static ProbeResult result(
      ProbeTarget target, Outcome outcome, int attempts, Instant began, Instant end) {
    int failures = outcome == Outcome.PASSED ? attempts - 1 : attempts;
    Duration took = Duration.between(began, end);
    return new ProbeResult(target, outcome, false, attempts, failures, began, took, "");
  }
}
