package io.fairlead.port;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.TargetState.HeldBy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** Floating addresses: who holds them, and putting them on another node. */
public interface AddressMover {
  /** One reading for every address asked. */
  SortedMap<AddressId, Reading<HeldBy>> holders(SortedSet<AddressId> addresses, Instant deadline);

  /**
   * Why nodes could not hold an address, or would hold it in vain, a phrase a node: as the last
   * read of the holders and the last orders found it, without a call. Whoever is not named may be
   * tried.
   */
  default SortedMap<AddressId, SortedMap<String, String>> obstacles(
      SortedSet<AddressId> addresses) {
    return Collections.emptySortedMap();
  }

  /** Applies {@code MoveAddress} steps in parallel; one outcome an order, in the order given. */
  List<ApplyOutcome> move(List<Order> orders, Instant deadline);
}
