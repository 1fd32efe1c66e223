package io.fairlead.port;

import io.fairlead.fleet.Copies;
import io.fairlead.health.Observation;
import java.time.Instant;
import java.util.SortedMap;

/** The observers' entries: each is written by its own observer and read by all. */
public interface Observations {
  /** Writes this observer's entry where (slot, run id, sequence) rises; else changes nothing. */
  Published publish(Observation mine, Instant deadline);

  /** Reads every observer's newest entry. */
  Entries latest(Instant deadline);

  /** How a publish ended. */
  enum Published {
    WRITTEN,
    /** The stored entry is not older: another run of this observer was here. */
    NOT_RISING,
    UNKNOWN
  }

  /**
   * Entries by observer; an observer that is missing or unreadable is absent from {@code found}.
   */
  record Entries(SortedMap<String, Observation> found, SortedMap<String, String> unreadable) {
    public Entries {
      found = Copies.sorted(found);
      unreadable = Copies.sorted(unreadable);
    }
  }
}
