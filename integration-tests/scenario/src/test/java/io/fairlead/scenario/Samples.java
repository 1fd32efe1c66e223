package io.fairlead.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at one thing again and again from a thread of its own and remembers what it saw when. */
final class Samples<T> implements AutoCloseable {
  /** Looks are processes; more of them would slow down what they look at. */
  private static final long PAUSE_NANOS = 10_000_000;

  /** One look: when it began, when it ended, and what it saw. */
  record Sample<T>(long fromMillis, long atMillis, T seen) {}

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
                    long from = System.currentTimeMillis();
                    T seen = look.get();
                    add(new Sample<>(from, System.currentTimeMillis(), seen));
                    LockSupport.parkNanos(PAUSE_NANOS);
                  }
                });
  }

  private synchronized void add(Sample<T> sample) {
    samples.add(sample);
  }

  /** When what is looked for came about, at or after a time: after the look before. */
  synchronized Bounds first(long fromMillis, Predicate<T> wanted) {
    long earliest = fromMillis;
    for (Sample<T> sample : samples) {
      if (sample.atMillis() >= fromMillis) {
        if (wanted.test(sample.seen())) {
          return new Bounds(earliest, sample.atMillis());
        }
        earliest = sample.fromMillis();
      }
    }
    return Bounds.NEVER;
  }

  /** When what is looked for was over, between two times: before the look after. */
  synchronized Bounds last(long fromMillis, long untilMillis, Predicate<T> wanted) {
    Bounds over = Bounds.NEVER;
    long lastSeen = -1;
    for (Sample<T> sample : samples) {
      if (sample.atMillis() >= fromMillis && sample.fromMillis() <= untilMillis) {
        if (wanted.test(sample.seen())) {
          lastSeen = sample.fromMillis();
          over = Bounds.NEVER;
        } else if (lastSeen >= 0 && over.equals(Bounds.NEVER)) {
          over = new Bounds(lastSeen, sample.atMillis());
        }
      }
    }
    return over;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
