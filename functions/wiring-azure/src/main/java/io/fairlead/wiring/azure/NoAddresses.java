package io.fairlead.wiring.azure;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The addresses of a fleet without any: {@link NotYet} lets no other one through. */
record NoAddresses() implements AddressMover {
  private static final String NONE = "the fleet has no floating address";

  @Override
  public SortedMap<AddressId, Reading<HeldBy>> holders(
      SortedSet<AddressId> addresses, Instant deadline) {
    SortedMap<AddressId, Reading<HeldBy>> holders = new TreeMap<>();
    addresses.forEach(address -> holders.put(address, new Reading.Unreadable<>(NONE)));
    return holders;
  }

  @Override
  public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
    return orders.stream().<ApplyOutcome>map(_ -> new ApplyOutcome.Refused(NONE, false)).toList();
  }
}
