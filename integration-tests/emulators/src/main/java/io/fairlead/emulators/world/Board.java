package io.fairlead.emulators.world;

import io.fairlead.health.Observation;
import io.fairlead.port.Observations;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Observation entries, which outlive every function. */
public final class Board implements Observations {
  private final SortedMap<String, Observation> entries = new TreeMap<>();

  @Override
  public synchronized Published publish(Observation mine, Instant deadline) {
    Observation there = entries.get(mine.observer());
    if (there != null && !mine.risesAbove(there)) {
      return Published.NOT_RISING;
    }
    entries.put(mine.observer(), mine);
    return Published.WRITTEN;
  }

  @Override
  public synchronized Entries latest(Instant deadline) {
    return new Entries(new TreeMap<>(entries), new TreeMap<>());
  }

  /** All entries, as they are now. */
  synchronized SortedMap<String, Observation> copy() {
    return new TreeMap<>(entries);
  }

  /** Puts other entries in the place of all. */
  synchronized void replace(SortedMap<String, Observation> others) {
    entries.clear();
    entries.putAll(others);
  }
}
