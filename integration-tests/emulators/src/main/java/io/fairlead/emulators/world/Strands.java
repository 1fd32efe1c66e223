package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.TwinClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes on at once in one virtual time. One strand runs, until it waits or ends; then the one
 * that wakes first does, and time passes until then. A strand waits in one place at a time.
 */
final class Strands {
  private final TwinClock clock;
  private final SortedMap<String, Instant> wakes = new TreeMap<>();
  private final List<Throwable> failures = new ArrayList<>();
  private @Nullable String running;

  Strands(TwinClock clock) {
    this.clock = clock;
  }

  /** Runs all to their ends. */
  void run(SortedMap<String, Runnable> strands) {
    List<Thread> threads = new ArrayList<>();
    synchronized (this) {
      strands.keySet().forEach(name -> wakes.put(name, clock.instant()));
      strands.forEach((name, strand) -> threads.add(started(name, strand)));
      next();
    }
    threads.forEach(Strands::join);
    if (!failures.isEmpty()) {
      throw new IllegalStateException("a strand failed", failures.getFirst());
    }
  }

  /** Lets time pass for one strand. */
  void pause(String name, Duration time) {
    until(name, clock.instant().plus(time));
  }

  /** Lets time pass for one strand until an instant. */
  synchronized void until(String name, Instant wake) {
    wakes.put(name, wake);
    next();
    turn(name);
  }

  private Thread started(String name, Runnable strand) {
    return Thread.ofVirtual()
        .start(
            () -> {
              turn(name);
              try {
                strand.run();
              } catch (RuntimeException | Error e) {
                failed(e);
              }
              ended(name);
            });
  }

  private synchronized void failed(Throwable failure) {
    failures.add(failure);
  }

  private synchronized void ended(String name) {
    wakes.remove(name);
    next();
  }

  private synchronized void turn(String name) {
    while (!name.equals(running)) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(name + " was interrupted", e);
      }
    }
  }

  private void next() {
    running =
        wakes.entrySet().stream()
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(null);
    if (running != null) {
      Duration wait = Duration.between(clock.instant(), Objects.requireNonNull(wakes.get(running)));
      clock.pass(wait.isNegative() ? Duration.ZERO : wait);
    }
    notifyAll();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while strands run", e);
    }
  }
}
