package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests of an account within any second of the clock: stricter than seconds that begin when the
 * service says so, which AWS does not tell.
 */
final class RequestLimit {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Deque<Instant> arrived = new ArrayDeque<>();
  private int perSecond = Integer.MAX_VALUE;
  private int most;
  private int throttled;

  RequestLimit(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void set(int requests) {
    perSecond = requests;
    most = 0;
    throttled = 0;
  }

  synchronized void take() {
    Instant now = clock.instant();
    while (!arrived.isEmpty() && !arrived.getFirst().plus(SECOND).isAfter(now)) {
      arrived.removeFirst();
    }
    arrived.addLast(now);
    most = Math.max(most, arrived.size());
    if (arrived.size() > perSecond) {
      throttled++;
      throw new Refusal(400, "Throttling", "Rate exceeded");
    }
  }

  /** The clock goes back. */
  synchronized void rewind() {
    arrived.clear();
  }

  /** The most that came within one second since the limit was set. */
  synchronized int most() {
    return most;
  }

  /** How many were turned away since the limit was set. */
  synchronized int throttled() {
    return throttled;
  }
}
