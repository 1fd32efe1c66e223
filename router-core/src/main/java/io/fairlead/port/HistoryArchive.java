package io.fairlead.port;

import io.fairlead.fleet.Copies;
import io.fairlead.journal.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Where lines of history go before the register lets go of them. */
public interface HistoryArchive {
  /**
   * Creates a page, once: keeping the same lines again changes nothing.
   *
   * @param lines oldest first, one or more
   * @return kept only where enough stores hold it that losing one loses nothing
   */
  Kept keep(List<HistoryEntry> lines, Instant deadline);

  /** The lines of every page that ends at or after a time, without repeats, oldest first. */
  Found since(Instant from, Instant deadline);

  /** Answer to {@code keep}. */
  sealed interface Kept {
    record Done() implements Kept {}

    /** It may or may not be held: the lines stay where they are. */
    record Unknown(String why) implements Kept {}
  }

  /** What was found, and why a store was unreadable, by its name. */
  record Found(List<HistoryEntry> lines, SortedMap<String, String> unreadable) {
    public Found {
      lines = List.copyOf(lines);
      unreadable = Copies.sorted(unreadable);
    }
  }
}
