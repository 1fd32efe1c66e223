package io.fairlead.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Looks again and again until something holds, or fails with what was seen last. */
final class Await {
  private static final long PAUSE_NANOS = 50_000_000;

  private Await() {}

  /** Until a condition holds. */
  static void until(String what, Duration limit, BooleanSupplier condition) {
    until(limit, () -> condition.getAsBoolean() ? "" : what + ": not yet");
  }

  /** Until nothing is missing any more: an empty text. */
  static void until(Duration limit, Supplier<String> missing) {
    long end = System.nanoTime() + limit.toNanos();
    String last = missing.get();
    while (!last.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("within " + limit + ": " + last);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      last = missing.get();
    }
  }

  /** As long as nothing is wrong: an empty text. Fails with the first thing that is. */
  static void throughout(Duration time, Supplier<String> wrong) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      String found = wrong.get();
      if (!found.isEmpty()) {
        throw new AssertionError(found);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
