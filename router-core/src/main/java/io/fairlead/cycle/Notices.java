package io.fairlead.cycle;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.LostLines;
import io.fairlead.port.Notifier.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** What people are told: only what this tick itself journaled, and observers gone silent. Pure. */
final class Notices {
  private Notices() {}

  /** One notice a line that people wait for. */
  static List<Notice> of(String fleet, List<HistoryEntry> lines) {
    List<Notice> notices = new ArrayList<>();
    for (HistoryEntry line : lines) {
      String kind =
          switch (line.kind()) {
            // Whoever hears of a move hears what it may lose.
            case "confirmed", "takeover" -> "moved";
            case "refused" -> "refused";
            case "freeze" -> "frozen";
            case "conflict" -> "conflict";
            case LostLines.KIND -> LostLines.isFirst(line) ? "lost" : "";
            default -> "";
          };
      if (!kind.isEmpty()) {
        notices.add(new Notice(kind, fleet, line.subject(), line.text(), line.at()));
      }
    }
    return notices;
  }

  /**
   * Observers whose entry became stale within the last interval. Ticks keep no memory, so that a
   * late tick may miss one and two steers may both tell; the dead-man alarm covers the rest.
   */
  static List<Notice> silent(Fleet fleet, SortedMap<String, Observation> entries, Instant now) {
    Duration freshness = fleet.safety().freshness();
    Duration interval = fleet.safety().probe().interval();
    List<Notice> notices = new ArrayList<>();
    for (Observation entry : entries.values()) {
      Duration age = Duration.between(entry.at(), now);
      if (age.compareTo(freshness) > 0 && age.compareTo(freshness.plus(interval)) <= 0) {
        String text = "observer silent for " + age.toSeconds() + " s";
        notices.add(new Notice("silent", fleet.name(), "region/" + entry.observer(), text, now));
      }
    }
    return notices;
  }
}
