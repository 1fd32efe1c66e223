package io.fairlead.port;

import io.fairlead.fleet.Copies;
import io.fairlead.health.Observation;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** The observers' entries: each is written by its own observer and read by all. */
public interface Observations {
  /** Writes this observer's entry where (slot, run id, sequence) rises; else changes nothing. */
  Published publish(Observation mine, Instant deadline);

  /** Reads every observer's newest entry. */
  Entries latest(Instant deadline);

  /** The same without one observer, whose entry the caller has: it need not be asked for. */
  default Entries latestBut(String observer, Instant deadline) {
    Entries all = latest(deadline);
    SortedMap<String, Observation> found = new TreeMap<>(all.found());
    SortedMap<String, String> unreadable = new TreeMap<>(all.unreadable());
    found.remove(observer);
    unreadable.remove(observer);
    return new Entries(found, unreadable);
  }

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
