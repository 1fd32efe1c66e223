package io.fairlead.wiring.function;

import java.time.Duration;
import java.time.Instant;

/**
 * One invocation of a function.
 *
 * @param began by the function's clock
 * @param until when every call must have ended, the log line included
 */
public record Invocation(Instant began, Instant until) {
  /** Kept of an invocation's time for what comes after the last call: join, log line, answer. */
  public static final Duration RESERVE = Duration.ofMillis(1500);

  /** One that begins now and that its platform ends after some time. */
  public static Invocation lasting(Instant now, Duration time) {
    Duration left = time.minus(RESERVE);
    return new Invocation(now, now.plus(left.isPositive() ? left : Duration.ZERO));
  }

  /** What it has taken so far. */
  public Duration took(Instant now) {
    return Duration.between(began, now);
  }
}
