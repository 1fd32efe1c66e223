package io.fairlead.wiring.region;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.SideBySide;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Pages of history in every region's own store; kept once most have them. */
record MixedHistory(List<HistoryArchive> stores, SideBySide sideBySide) implements HistoryArchive {
  @Override
  public Kept keep(List<HistoryEntry> lines, Instant deadline) {
    List<Supplier<Kept>> calls =
        stores.stream().<Supplier<Kept>>map(store -> () -> store.keep(lines, deadline)).toList();
    List<Kept> kept = sideBySide.all(calls);
    List<String> failed =
        kept.stream()
            .filter(Kept.Unknown.class::isInstance)
            .map(each -> ((Kept.Unknown) each).why())
            .toList();
    int done = stores.size() - failed.size();
    return 2 * done > stores.size()
        ? new Kept.Done()
        : new Kept.Unknown(
            done + " of " + stores.size() + " stores took it: " + String.join("; ", failed));
  }

  @Override
  public Found since(Instant from, Instant deadline) {
    List<Supplier<Found>> calls =
        stores.stream().<Supplier<Found>>map(store -> () -> store.since(from, deadline)).toList();
    Set<HistoryEntry> lines = new LinkedHashSet<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    for (Found found : sideBySide.all(calls)) {
      lines.addAll(found.lines());
      unreadable.putAll(found.unreadable());
    }
    return new Found(
        lines.stream()
            .sorted(Comparator.comparingLong(HistoryEntry::epoch).thenComparing(HistoryEntry::at))
            .toList(),
        unreadable);
  }
}
