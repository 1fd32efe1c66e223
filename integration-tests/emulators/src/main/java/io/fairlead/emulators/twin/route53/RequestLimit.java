package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import java.time.Instant;
import java.time.InstantSource;

/** Requests of an account within one second of the clock. */
final class RequestLimit {
  private final InstantSource clock;
  private int perSecond = Integer.MAX_VALUE;
  private Instant second = Instant.MIN;
  private int taken;
  private int most;

  RequestLimit(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void set(int requests) {
    perSecond = requests;
  }

  synchronized void take() {
    Instant now = clock.instant();
    if (second.equals(Instant.MIN) || !now.isBefore(second.plusSeconds(1))) {
      second = now;
      taken = 0;
    }
    taken++;
    most = Math.max(most, taken);
    if (taken > perSecond) {
      throw new Refusal(400, "Throttling", "Rate exceeded");
    }
  }

  /** The clock goes back. */
  synchronized void rewind() {
    second = Instant.MIN;
  }

  /** The most that came within one second. */
  synchronized int most() {
    return most;
  }
}
