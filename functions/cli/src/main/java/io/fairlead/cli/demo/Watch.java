package io.fairlead.cli.demo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something seen from outside and notes when, to about ten milliseconds. */
final class Watch {
  /** Said instead of a time when it did not happen in time. */
  static final long NEVER = -1;

  private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

  private Watch() {}

  /** Milliseconds since the epoch at which the condition first held, or {@link #NEVER}. */
  static CompletableFuture<Long> first(BooleanSupplier condition, Duration within) {
    CompletableFuture<Long> seen = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> seen.complete(poll(condition, within)));
    return seen;
  }

  private static long poll(BooleanSupplier condition, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < end) {
      if (condition.getAsBoolean()) {
        return System.currentTimeMillis();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return NEVER;
  }
}
