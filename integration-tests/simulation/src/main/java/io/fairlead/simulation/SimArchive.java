package io.fairlead.simulation;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.HistoryArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pages of history in the stores of three regions; two of them keep a line. */
final class SimArchive {
  private static final int ENOUGH = 2;

  private final World world;
  private final SortedMap<String, Set<HistoryEntry>> stores = new TreeMap<>();

  SimArchive(World world) {
    this.world = world;
    SimFlags.STORES.forEach(store -> stores.put(store, new LinkedHashSet<>()));
  }

  /** Whether two stores hold a line. */
  boolean holds(HistoryEntry line) {
    return stores.values().stream().filter(store -> store.contains(line)).count() >= ENOUGH;
  }

  /** Every line that any store holds. */
  List<HistoryEntry> lines() {
    return stores.values().stream().flatMap(Set::stream).distinct().toList();
  }

  /** The archive as a process reaches it. */
  HistoryArchive from(Runner runner) {
    return new HistoryArchive() {
      @Override
      public Kept keep(List<HistoryEntry> lines, Instant deadline) {
        int kept = 0;
        for (String store : stores.keySet()) {
          if (world.ground().reaches(runner.region(), store)) {
            stores.get(store).addAll(lines);
            kept++;
          }
        }
        return kept >= ENOUGH ? new Kept.Done() : new Kept.Unknown("kept by " + kept + " of 3");
      }

      @Override
      public Found since(Instant from, Instant deadline) {
        Set<HistoryEntry> found = new LinkedHashSet<>();
        SortedMap<String, String> unreadable = new TreeMap<>();
        for (String store : stores.keySet()) {
          if (world.ground().reaches(runner.region(), store)) {
            stores.get(store).stream()
                .filter(line -> !line.at().isBefore(from))
                .forEach(found::add);
          } else {
            unreadable.put(store, store + " does not answer");
          }
        }
        List<HistoryEntry> lines = new ArrayList<>(found);
        lines.sort(Comparator.comparing(HistoryEntry::at));
        return new Found(lines, unreadable);
      }
    };
  }
}
