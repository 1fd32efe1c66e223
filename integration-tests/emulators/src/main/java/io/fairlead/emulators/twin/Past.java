package io.fairlead.emulators.twin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A value and every value that it had before, by time, so that a read can be stale.
 *
 * @param <S> an immutable state
 */
public final class Past<S> {
  private final NavigableMap<Instant, S> states = new TreeMap<>();
  private final InstantSource clock;

  /** Starts with a state that always was. */
  public Past(S first, InstantSource clock) {
    this.clock = clock;
    states.put(Instant.MIN, first);
  }

  /** The newest state. */
  public synchronized S now() {
    return states.lastEntry().getValue();
  }

  /** The state at an instant. */
  public synchronized S at(Instant instant) {
    return Objects.requireNonNull(states.floorEntry(instant)).getValue();
  }

  /** Makes a state the newest. */
  public synchronized void set(S next) {
    states.put(clock.instant(), next);
  }

  /** Forgets what was set at an instant and after it. */
  public synchronized void rewind(Instant to) {
    states.tailMap(to, true).clear();
  }
}
