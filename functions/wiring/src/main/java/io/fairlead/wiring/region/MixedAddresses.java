package io.fairlead.wiring.region;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Each floating address by its region's technology. */
record MixedAddresses(SortedMap<AddressId, FleetParts> parts, SideBySide sideBySide)
    implements AddressMover {
  @Override
  public SortedMap<AddressId, Reading<HeldBy>> holders(
      SortedSet<AddressId> addresses, Instant deadline) {
    SortedMap<AddressId, Reading<HeldBy>> readings = new TreeMap<>();
    addresses.forEach(
        id -> readings.put(id, new Reading.Unreadable<>("no region has address " + id)));
    List<Supplier<SortedMap<AddressId, Reading<HeldBy>>>> calls = new ArrayList<>();
    byMover(addresses).forEach((mover, its) -> calls.add(() -> mover.holders(its, deadline)));
    sideBySide.all(calls).forEach(readings::putAll);
    return readings;
  }

  @Override
  public SortedMap<AddressId, SortedMap<String, String>> obstacles(SortedSet<AddressId> addresses) {
    SortedMap<AddressId, SortedMap<String, String>> found = new TreeMap<>();
    byMover(addresses).forEach((mover, its) -> found.putAll(mover.obstacles(its)));
    return found;
  }

  /** The declared ones by who moves them. */
  private Map<AddressMover, SortedSet<AddressId>> byMover(SortedSet<AddressId> addresses) {
    Map<AddressMover, SortedSet<AddressId>> asked = new LinkedHashMap<>();
    for (AddressId address : addresses) {
      FleetParts part = parts.get(address);
      if (part != null) {
        asked.computeIfAbsent(part.addresses(), _ -> new TreeSet<>()).add(address);
      }
    }
    return asked;
  }

  @Override
  public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
    List<Supplier<ApplyOutcome>> calls = new ArrayList<>();
    orders.forEach(order -> calls.add(() -> moved(order, deadline)));
    return sideBySide.all(calls);
  }

  private ApplyOutcome moved(Order order, Instant deadline) {
    FleetParts part =
        order.step() instanceof Step.MoveAddress move ? parts.get(move.address()) : null;
    return part == null
        ? new ApplyOutcome.Refused("not an address of this fleet", false)
        : part.addresses().move(List.of(order), deadline).getFirst();
  }
}
