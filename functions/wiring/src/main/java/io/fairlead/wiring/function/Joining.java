package io.fairlead.wiring.function;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ends of threads beside a tick. A call that outlived its invocation would go on beside the next
 * one, or when a frozen process is thawed for it.
 */
public final class Joining {
  /** For an interrupted call to end; a part of what {@link Invocation#RESERVE} keeps. */
  static final Duration GRACE = Duration.ofMillis(250);

  private static final Duration LEAST = Duration.ofMillis(1);

  private Joining() {}

  /**
   * Waits for a thread until its time is over, then interrupts it and waits a little longer.
   *
   * @return whether it ended by itself
   */
  public static boolean until(Instant until, Thread thread, InstantSource clock) {
    Duration left = Duration.between(clock.instant(), until);
    try {
      if (thread.join(left.isPositive() ? left : LEAST)) {
        return true;
      }
      thread.interrupt();
      thread.join(GRACE);
      return false;
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
