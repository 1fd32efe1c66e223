package io.fairlead.health;

import java.time.Duration;
import java.time.Instant;

/**
 * What one probe, with its confirmation, found.
 *
 * @param refused the server's host answered "refused": no later attempt is needed to know it
 *     listens not
 * @param attempts attempts made, the first included
 * @param failures attempts of these that did not pass
 * @param began when the first attempt started: a prober tells it by its own clock, an observation
 *     by the store's, so that observers' times compare
 * @param latency of the last attempt
 * @param detail one phrase for people, such as {@code status 503, expected 200}
 */
public record ProbeResult(
    ProbeTarget target,
    Outcome outcome,
    boolean refused,
    int attempts,
    int failures,
    Instant began,
    Duration latency,
    String detail) {
  public ProbeResult {
    if (attempts < 1 || failures < 0 || failures > attempts) {
      throw new IllegalArgumentException(failures + " failures in " + attempts + " attempts");
    }
  }

  /** The same by a clock that is ahead by so much. */
  public ProbeResult moved(Duration ahead) {
    return new ProbeResult(
        target, outcome, refused, attempts, failures, began.plus(ahead), latency, detail);
  }
}
