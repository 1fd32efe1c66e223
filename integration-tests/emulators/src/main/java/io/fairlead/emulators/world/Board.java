package io.fairlead.emulators.world;

import io.fairlead.health.Observation;
import io.fairlead.port.Observations;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Observation entries, which outlive every function. */
final class Board implements Observations {
  private final SortedMap<String, Observation> entries = new TreeMap<>();

  @Override
  public Published publish(Observation mine, Instant deadline) {
    Observation there = entries.get(mine.observer());
    if (there != null && !mine.risesAbove(there)) {
      return Published.NOT_RISING;
    }
    entries.put(mine.observer(), mine);
    return Published.WRITTEN;
  }

  @Override
  public Entries latest(Instant deadline) {
    return new Entries(new TreeMap<>(entries), new TreeMap<>());
  }
}
