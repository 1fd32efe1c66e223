package io.fairlead.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Virtual time: events in time order, then in the order they were planned. */
final class Timeline {
  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::at).thenComparingLong(Event::number);

  private final PriorityQueue<Event> queue = new PriorityQueue<>(ORDER);
  private Instant now;
  private long planned;

  Timeline(Instant start) {
    this.now = start;
  }

  private record Event(Instant at, long number, Runnable what) {}

  Instant now() {
    return now;
  }

  void at(Instant when, Runnable what) {
    queue.add(new Event(when, planned++, what));
  }

  void in(Duration wait, Runnable what) {
    at(now.plus(wait), what);
  }

  /** Runs everything due. May be called from within an event: that is how a process freezes. */
  void runUntil(Instant end) {
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      Event next = queue.remove();
      if (next.at().isAfter(now)) {
        now = next.at();
      }
      next.what().run();
    }
    if (end.isAfter(now)) {
      now = end;
    }
  }

  void run(Duration time) {
    runUntil(now.plus(time));
  }

  /** Skips quiet time: what was planned happens that much later. */
  void skip(Duration time) {
    List<Event> events = List.copyOf(queue);
    queue.clear();
    events.forEach(
        event -> queue.add(new Event(event.at().plus(time), event.number(), event.what())));
    now = now.plus(time);
  }
}
