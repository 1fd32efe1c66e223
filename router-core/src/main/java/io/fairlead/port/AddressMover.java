package io.fairlead.port;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.TargetState.HeldBy;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** Floating addresses: who holds them, and putting them on another node. */
public interface AddressMover {
  /** One reading for every address asked. */
  SortedMap<AddressId, Reading<HeldBy>> holders(SortedSet<AddressId> addresses, Instant deadline);

  /** Applies {@code MoveAddress} steps in parallel; one outcome an order, in the order given. */
  List<ApplyOutcome> move(List<Order> orders, Instant deadline);
}
