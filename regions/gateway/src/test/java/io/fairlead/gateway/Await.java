package io.fairlead.gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does. */
final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long STEP_NANOS = 5_000_000;

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain until " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
