package io.fairlead.wiring.azure;

import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.wiring.region.PersonalHolds;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person's holds in flag containers: three stores, and nothing else of Azure, must be reached.
 */
record BlobHolds(BlobFlags flags) implements PersonalHolds {
  @Override
  public ApplyOutcome hold(RegionGroup flag, Instant deadline) {
    return flags.hold(flag, deadline);
  }

  @Override
  public ApplyOutcome release(RegionGroup flag, Instant deadline) {
    return flags.release(flag, deadline);
  }

  @Override
  public ApplyOutcome freeze(String reason, Instant deadline) {
    return flags.freeze(reason, deadline);
  }

  @Override
  public ApplyOutcome unfreeze(Instant deadline) {
    return flags.unfreeze(deadline);
  }

  @Override
  public FreezeObjects freezes(Instant deadline) {
    Flags read = flags.read(deadline);
    SortedMap<String, String> found = new TreeMap<>();
    if (read.frozen()) {
      found.put("flag stores", read.freeze());
    }
    return new FreezeObjects(found, read.unreadable());
  }
}
