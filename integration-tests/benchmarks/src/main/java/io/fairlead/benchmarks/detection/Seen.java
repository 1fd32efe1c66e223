package io.fairlead.benchmarks.detection;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks again and again until something is so, and says when the first look that saw it ended. */
final class Seen {
  /** Said instead of a time when it did not happen in time. */
  static final long NEVER = -1;

  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  private Seen() {}

  /** Nanoseconds from a moment until a look saw it; looks follow each other. */
  static long first(BooleanSupplier look, long fromNanos, Duration within) {
    long end = fromNanos + within.toNanos();
    while (System.nanoTime() < end) {
      if (look.getAsBoolean()) {
        return System.nanoTime() - fromNanos;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return NEVER;
  }

  /** The same with a new look every 10 ms, because a look may hang. */
  static long firstOfMany(BooleanSupplier look, long fromNanos, Duration within) {
    long end = fromNanos + within.toNanos();
    AtomicLong seen = new AtomicLong(NEVER);
    try (ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() < end && seen.get() == NEVER) {
        looks.execute(
            () -> {
              if (look.getAsBoolean()) {
                seen.compareAndSet(NEVER, System.nanoTime() - fromNanos);
              }
            });
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return seen.get();
  }
}
