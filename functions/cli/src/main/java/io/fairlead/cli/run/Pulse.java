package io.fairlead.cli.run;

import io.fairlead.health.ProbeTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * When a run ticks: at its own point of every probe interval, so that the observers of a fleet are
 * spread over it; sooner for targets whose held connection closed; and soon again while something
 * is under way.
 */
final class Pulse {
  private static final long GATHER_MILLIS = 5;

  /** Why the loop goes on. */
  sealed interface Beat {
    /** A new interval: probe everything. */
    record Interval() implements Beat {}

    /** These targets may have changed: probe them now. */
    record Wake(SortedSet<ProbeTarget> targets) implements Beat {}

    /** Something is under way: steer again without probing. */
    record Again() implements Beat {}
  }

  private final LinkedBlockingQueue<ProbeTarget> wakes = new LinkedBlockingQueue<>();
  private final InstantSource clock;
  private final long intervalMillis;
  private final long offsetMillis;
  private long next;

  /**
   * A pulse that first beats at once.
   *
   * @param place this observer's place among {@code of} observers
   */
  Pulse(InstantSource clock, Duration interval, int place, int of) {
    this.clock = clock;
    this.intervalMillis = interval.toMillis();
    this.offsetMillis = intervalMillis * place / of;
    this.next = clock.millis();
  }

  /** A held connection of this target closed; from any thread. */
  void wake(ProbeTarget target) {
    wakes.add(target);
  }

  /** Waits for the next beat, at most {@code again} where something is under way. */
  Beat await(Duration again, boolean underWay) throws InterruptedException {
    long now = clock.millis();
    long wait = underWay ? Math.min(again.toMillis(), next - now) : next - now;
    ProbeTarget first = wakes.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
    if (first != null) {
      return gathered(first);
    }
    if (clock.millis() < next) {
      return new Beat.Again();
    }
    next = after(clock.instant());
    return new Beat.Interval();
  }

  private Beat gathered(ProbeTarget first) throws InterruptedException {
    List<ProbeTarget> targets = new ArrayList<>(List.of(first));
    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
    wakes.drainTo(targets);
    return new Beat.Wake(new TreeSet<>(targets));
  }

  /** The next point of this observer after a time; a late tick is not made up for. */
  private long after(Instant time) {
    long sinceOffset = time.toEpochMilli() - offsetMillis;
    return (Math.floorDiv(sinceOffset, intervalMillis) + 1) * intervalMillis + offsetMillis;
  }
}
