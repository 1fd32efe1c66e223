package io.fairlead.wiring.function;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The ticks of a region: one each interval of the wall clock, named by when it begins.
 *
 * @param interval the probe interval; queues know whole seconds, so never less than one
 */
public record Slots(Duration interval) {
  /** How far ahead a scheduled run queues: past the next one, should that come late. */
  public static final Duration AHEAD = Duration.ofSeconds(110);

  private static final Duration LEAST = Duration.ofSeconds(1);

  public Slots {
    interval = interval.compareTo(LEAST) < 0 ? LEAST : interval;
  }

  /** The slot that a time lies in. */
  public Instant of(Instant time) {
    long millis = time.toEpochMilli();
    return Instant.ofEpochMilli(millis - Math.floorMod(millis, interval.toMillis()));
  }

  /** Slots that begin after a time, up to {@link #AHEAD} of it. */
  public List<Instant> after(Instant time) {
    List<Instant> slots = new ArrayList<>();
    for (Instant at = of(time).plus(interval);
        !at.isAfter(time.plus(AHEAD));
        at = at.plus(interval)) {
      slots.add(at);
    }
    return slots;
  }
}
