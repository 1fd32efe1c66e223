package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Copies;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What the targets were read to be, once, at the start of a tick.
 *
 * @param obstacles why nodes could not hold an address, a phrase a node
 */
public record Current(
    SortedMap<AddressId, Reading<HeldBy>> holders,
    SortedMap<AddressId, SortedMap<String, String>> obstacles,
    SortedMap<String, Reading<RecordSets>> zones,
    Flags flags) {
  public Current {
    holders = Copies.sorted(holders);
    obstacles = Copies.sorted(obstacles);
    zones = Copies.sorted(zones);
  }

  /** Targets that nothing stands in the way of. */
  public Current(
      SortedMap<AddressId, Reading<HeldBy>> holders,
      SortedMap<String, Reading<RecordSets>> zones,
      Flags flags) {
    this(holders, Collections.emptySortedMap(), zones, flags);
  }
}
