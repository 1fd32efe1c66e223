package io.fairlead.wiring.region;

import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Observations;
import io.fairlead.port.PersonalHolds;
import io.fairlead.port.TrafficDirector;
import io.fairlead.quorum.CasCell;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What one technology brings to a fleet whose regions or zones are in several clouds.
 *
 * @param regions those that it serves
 * @param cells of the register, as many as it keeps
 * @param observations of its regions' observers
 * @param addresses of its regions
 * @param zones directors of the zones that its cloud hosts, by zone
 * @param flagStores those of its regions, each by itself
 * @param histories of its regions, each by itself
 * @param clockOffset its stores' clocks minus ours; empty where none has answered yet
 * @param findings a sentence by subject
 * @param opened what to close when done
 */
public record FleetParts(
    SortedSet<String> regions,
    List<CasCell> cells,
    Observations observations,
    AddressMover addresses,
    SortedMap<String, TrafficDirector> zones,
    List<FlagStorePart> flagStores,
    List<HistoryArchive> histories,
    Supplier<Optional<Duration>> clockOffset,
    Supplier<SortedMap<String, String>> findings,
    Runnable opened) {
  public FleetParts {
    regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    cells = List.copyOf(cells);
    zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
    flagStores = List.copyOf(flagStores);
    histories = List.copyOf(histories);
  }

  /** One flag store by both its roles; accepted there = that store took it. */
  public record FlagStorePart(EvacuationFlags flags, PersonalHolds holds) {}
}
