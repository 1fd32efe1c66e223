package io.fairlead.wiring.region;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.ApplyOutcome;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** Deletes the freeze object, whoever laid it. Accepted = no store holds one. */
  ApplyOutcome unfreeze(Instant deadline);

  /** The freeze objects of all stores, now. */
  FreezeObjects freezes(Instant deadline);

  /**
   * Freeze objects by store.
   *
   * @param found who laid each one and why, as in {@code by anna (network change)}
   * @param unreadable stores that did not answer, and why
   */
  record FreezeObjects(SortedMap<String, String> found, SortedMap<String, String> unreadable) {
    public FreezeObjects {
      found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
      unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
    }
  }
}
