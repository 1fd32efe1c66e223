package io.fairlead.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at one thing again and again from a thread of its own and remembers what it saw when. */
final class Samples<T> implements AutoCloseable {
  private static final long PAUSE_NANOS = 10_000_000;

  /** One look: when it ended, and what it saw. */
  record Sample<T>(long atMillis, T seen) {}

  private final List<Sample<T>> samples = new ArrayList<>();
  private final Thread thread;

  Samples(String name, Supplier<T> look) {
    this.thread =
        Thread.ofPlatform()
            .name(name)
            .daemon()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    T seen = look.get();
                    add(new Sample<>(System.currentTimeMillis(), seen));
                    LockSupport.parkNanos(PAUSE_NANOS);
                  }
                });
  }

  private synchronized void add(Sample<T> sample) {
    samples.add(sample);
  }

  /** When it first saw what is looked for, at or after a time; -1 = never. */
  synchronized long first(long fromMillis, Predicate<T> wanted) {
    return samples.stream()
        .filter(sample -> sample.atMillis() >= fromMillis && wanted.test(sample.seen()))
        .mapToLong(Sample::atMillis)
        .findFirst()
        .orElse(-1);
  }

  /** When it last saw something up to a time; -1 = never. */
  synchronized long last(long fromMillis, long untilMillis, Predicate<T> wanted) {
    return samples.stream()
        .filter(s -> s.atMillis() >= fromMillis && s.atMillis() <= untilMillis)
        .filter(s -> wanted.test(s.seen()))
        .mapToLong(Sample::atMillis)
        .max()
        .orElse(-1);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
