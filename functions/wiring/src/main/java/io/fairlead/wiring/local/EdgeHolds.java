package io.fairlead.wiring.local;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.local.flag.EdgeFlags;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.wiring.region.PersonalHolds;
import java.time.Instant;

/** A person's holds in the flag stores of edges. */
record EdgeHolds(EdgeFlags flags) implements PersonalHolds {
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
}
