package io.fairlead.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Virtual time: events in time order; at the same time, what happens once before what recurs, then
 * in the order they were planned.
 */
final class Timeline {
  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::at).thenComparing(Event::recurs).thenComparingLong(Event::number);

  private final PriorityQueue<Event> queue = new PriorityQueue<>(ORDER);
  private Instant now;
  private long planned;

  Timeline(Instant start) {
    this.now = start;
  }

  /** Something planned; a period of zero = once. */
  private record Event(Instant at, Duration every, long number, Task what) {
    boolean recurs() {
      return !every.isZero();
    }

    Event after(long periods) {
      return new Event(at.plus(every.multipliedBy(periods)), every, number, what);
    }
  }

  /** What happens; false = not again. */
  interface Task {
    boolean run();
  }

  Instant now() {
    return now;
  }

  void in(Duration wait, Runnable what) {
    Task once =
        () -> {
          what.run();
          return false;
        };
    queue.add(new Event(now.plus(wait), Duration.ZERO, planned++, once));
  }

  /** Plans something for ever, until it says that it is over. */
  void every(Duration period, Duration first, Task what) {
    queue.add(new Event(now.plus(first), period, planned++, what));
  }

  /** Runs everything due. May be called from within an event: that is how a process freezes. */
  void runUntil(Instant end) {
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      Event next = queue.remove();
      if (next.at().isAfter(now)) {
        now = next.at();
      }
      if (next.recurs()) {
        queue.add(next.after(1));
      }
      if (!next.what().run() && next.recurs()) {
        queue.removeIf(event -> event.number() == next.number());
      }
    }
    if (end.isAfter(now)) {
      now = end;
    }
  }

  /** When the next thing happens that does not recur; far away where there is none. */
  Instant nextOnce() {
    Instant next = Instant.MAX;
    for (Event event : queue) {
      if (!event.recurs() && event.at().isBefore(next)) {
        next = event.at();
      }
    }
    return next;
  }

  /** Goes on to a time with nothing of what recurs in between having run. */
  void leap(Instant to) {
    if (nextOnce().isBefore(to)) {
      throw new IllegalStateException("something happens at " + nextOnce() + ", before " + to);
    }
    List<Event> events = List.copyOf(queue);
    queue.clear();
    for (Event event : events) {
      long behind = Duration.between(event.at(), to).toNanos();
      boolean skips = event.recurs() && behind > 0;
      long period = event.every().toNanos();
      queue.add(skips ? event.after(Math.ceilDiv(behind, period)) : event);
    }
    now = to;
  }
}
