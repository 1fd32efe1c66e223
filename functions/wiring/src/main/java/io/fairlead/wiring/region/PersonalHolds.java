package io.fairlead.wiring.region;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.ApplyOutcome;
import java.time.Instant;

/**
 * Break-glass: what an operator does in the flag stores with nothing but the stores. No cycle ever
 * removes a person's hold.
 */
public interface PersonalHolds {
  /** Takes a (region, group) out of DNS. Accepted = two stores hold it; repeating is harmless. */
  ApplyOutcome hold(RegionGroup flag, Instant deadline);

  /** Removes the flag from every store that answers, whoever raised it. */
  ApplyOutcome release(RegionGroup flag, Instant deadline);

  /** Creates the freeze object where there is none. Accepted = two stores hold it. */
  ApplyOutcome freeze(String reason, Instant deadline);

  /** Deletes the freeze object. Accepted = no store holds one. */
  ApplyOutcome unfreeze(Instant deadline);
}
