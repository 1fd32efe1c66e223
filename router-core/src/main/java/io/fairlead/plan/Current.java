package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Copies;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import java.util.SortedMap;

/** What the targets were read to be, once, at the start of a tick. */
public record Current(
    SortedMap<AddressId, Reading<HeldBy>> holders,
    SortedMap<String, Reading<RecordSets>> zones,
    Flags flags) {
  public Current {
    holders = Copies.sorted(holders);
    zones = Copies.sorted(zones);
  }
}
