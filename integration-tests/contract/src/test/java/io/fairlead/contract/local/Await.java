package io.fairlead.contract.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, looking every few milliseconds. */
final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = 5_000_000;

  private Await() {}

  static void until(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + LIMIT + ": " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
