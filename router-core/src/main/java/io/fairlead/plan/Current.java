package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the targets were read to be, once, at the start of a tick. */
public record Current(
    SortedMap<AddressId, Reading<HeldBy>> holders,
    SortedMap<String, Reading<RecordSets>> zones,
    Flags flags) {
  public Current {
    holders = Collections.unmodifiableSortedMap(new TreeMap<>(holders));
    zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
  }
}
