package io.fairlead.cli.run;

import io.fairlead.health.ProbeTarget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * When a run ticks: at its own point of every probe interval, so that the observers of a fleet are
 * spread over it, or at several points evenly apart where the interval has parts; sooner for
 * targets whose held connection closed; and soon again while something is under way.
 */
final class Pulse {
  private static final long GATHER_MILLIS = 5;

  /** Why the loop goes on. */
  sealed interface Beat {
    /**
     * Parts of the interval are due: probe their targets. After a long tick they are several, and
     * no more than there are.
     *
     * @param first number of the first part, from 0
     * @param count how many, 1 or more, going on from part 0 after the last
     * @param of parts of the interval
     */
    record Interval(int first, int count, int of) implements Beat {
      /** Whether everything is due. */
      boolean whole() {
        return count == of;
      }

      /** Whether the interval's last part is among them. */
      boolean ends() {
        return first + count >= of;
      }
    }

    /** These targets may have changed: probe them now. */
    record Wake(SortedSet<ProbeTarget> targets) implements Beat {}

    /** Something is under way: steer again without probing. */
    record Again() implements Beat {}
  }

  private final LinkedBlockingQueue<ProbeTarget> wakes = new LinkedBlockingQueue<>();
  private final InstantSource clock;
  private final long intervalMillis;
  private final long offsetMillis;
  private final int parts;

  /** The part that was due last, counted from the clock's zero. */
  private long last;

  private long next;

  /**
   * A pulse that first beats at once.
   *
   * @param place this observer's place among the fleet's
   * @param parts of every interval, 1 or more
   */
  Pulse(InstantSource clock, Duration interval, Place place, int parts) {
    this.clock = clock;
    this.intervalMillis = interval.toMillis();
    this.offsetMillis = intervalMillis * place.index() / place.of();
    this.parts = parts;
    this.next = clock.millis();
    this.last = part(next) - parts;
  }

  /** Number {@code index}, from 0, of so many observers. */
  record Place(int index, int of) {}

  /** A held connection of this target closed; from any thread. */
  void wake(ProbeTarget target) {
    wakes.add(target);
  }

  /** Waits for the next beat, at most {@code again} where something is under way. */
  Beat await(Duration again, boolean underWay) throws InterruptedException {
    long left = left();
    long wait = underWay ? Math.min(again.toMillis(), left) : left;
    ProbeTarget first = wakes.poll(wait, TimeUnit.MILLISECONDS);
    if (first != null) {
      return gathered(first);
    }
    if (left() > 0) {
      return new Beat.Again();
    }
    return due(part(clock.millis()));
  }

  /** Everything up to a part: what a late tick passed over is made up for, once. */
  private Beat due(long part) {
    int count = Math.clamp(part - last, 1, parts);
    last = part;
    next = begins(part + 1);
    return new Beat.Interval(Math.floorMod(part - count + 1, parts), count, parts);
  }

  /** Milliseconds to the next part; a clock that was set back does not make it a long wait. */
  private long left() {
    long left = next - clock.millis();
    return left > Math.ceilDiv(intervalMillis, parts) ? 0 : Math.max(0, left);
  }

  private Beat gathered(ProbeTarget first) throws InterruptedException {
    List<ProbeTarget> targets = new ArrayList<>(List.of(first));
    TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
    wakes.drainTo(targets);
    return new Beat.Wake(new TreeSet<>(targets));
  }

  /** The part that a time lies in. */
  private long part(long millis) {
    return Math.floorDiv((millis - offsetMillis) * parts, intervalMillis);
  }

  /** When a part begins. */
  private long begins(long part) {
    return offsetMillis + Math.ceilDiv(part * intervalMillis, parts);
  }
}
