package io.fairlead.port;

import io.fairlead.fleet.Copies;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.EvacuationFlags.Flags;
import java.time.Instant;
import java.util.Map;
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

  /** Creates the freeze object where there is none. Accepted = two stores hold one. */
  ApplyOutcome freeze(String reason, Instant deadline);

  /**
   * Deletes the freeze object, whoever laid it. Accepted = no store holds one: one that is left
   * still freezes.
   */
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
    private static final String SOME = "flag stores";

    public FreezeObjects {
      found = Copies.sorted(found);
      unreadable = Copies.sorted(unreadable);
    }

    /** What a reading of all stores tells of them, which is not each store by itself. */
    public static FreezeObjects in(Flags read) {
      Map<String, String> found = read.frozen() ? Map.of(SOME, read.freeze()) : Map.of();
      return new FreezeObjects(new TreeMap<>(found), read.unreadable());
    }
  }
}
