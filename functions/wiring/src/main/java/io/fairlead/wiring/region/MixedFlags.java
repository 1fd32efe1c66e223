package io.fairlead.wiring.region;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import io.fairlead.port.PersonalHolds;
import io.fairlead.port.SideBySide;
import io.fairlead.wiring.region.FleetParts.FlagStorePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Three flag stores, of whatever clouds: two of them decide. */
final class MixedFlags implements EvacuationFlags, PersonalHolds {
  private static final int STORES = 3;
  private static final int NEEDED = 2;

  /** What an adapter says of one store that did not take it, which is a count of its own. */
  private static final Pattern ONE_STORE = Pattern.compile("^0 of 1 flag stores took it: ");

  private final List<FlagStorePart> stores;
  private final SideBySide sideBySide;

  MixedFlags(List<FlagStorePart> stores, SideBySide sideBySide) {
    if (stores.size() != STORES) {
      throw new IllegalArgumentException("flags need 3 stores, not " + stores.size());
    }
    this.stores = List.copyOf(stores);
    this.sideBySide = sideBySide;
  }

  @Override
  public Flags read(Instant deadline) {
    SortedMap<String, List<Copy>> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    String freeze = "";
    for (Flags each : all(store -> store.flags().read(deadline))) {
      found.putAll(each.stores());
      unreadable.putAll(each.unreadable());
      freeze = freeze.isEmpty() ? each.freeze() : freeze;
    }
    return new Flags(found, unreadable, freeze);
  }

  @Override
  public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
    List<List<ApplyOutcome>> byStore = all(store -> store.flags().apply(orders, deadline));
    List<ApplyOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      int order = i;
      outcomes.add(together(byStore.stream().map(each -> each.get(order)).toList(), NEEDED));
    }
    return outcomes;
  }

  @Override
  public ApplyOutcome hold(RegionGroup flag, Instant deadline) {
    return together(all(store -> store.holds().hold(flag, deadline)), NEEDED);
  }

  @Override
  public ApplyOutcome release(RegionGroup flag, Instant deadline) {
    return together(all(store -> store.holds().release(flag, deadline)), NEEDED);
  }

  @Override
  public ApplyOutcome freeze(String reason, Instant deadline) {
    return together(all(store -> store.holds().freeze(reason, deadline)), NEEDED);
  }

  @Override
  public ApplyOutcome unfreeze(Instant deadline) {
    return together(all(store -> store.holds().unfreeze(deadline)), STORES);
  }

  @Override
  public FreezeObjects freezes(Instant deadline) {
    return FreezeObjects.in(read(deadline));
  }

  private <T> List<T> all(Function<FlagStorePart, T> call) {
    return sideBySide.all(
        stores.stream().<Supplier<T>>map(store -> () -> call.apply(store)).toList());
  }

  /** What two or three stores took is taken; what none was sent is not. */
  private static ApplyOutcome together(List<ApplyOutcome> outcomes, int needed) {
    long taken = outcomes.stream().filter(ApplyOutcome.Accepted.class::isInstance).count();
    if (taken >= needed) {
      return new ApplyOutcome.Accepted();
    }
    ApplyOutcome first = outcomes.getFirst();
    if (outcomes.stream().allMatch(first::equals)) {
      return first;
    }
    List<String> why =
        outcomes.stream()
            .filter(each -> !(each instanceof ApplyOutcome.Accepted))
            .map(each -> ONE_STORE.matcher(each.text()).replaceFirst(""))
            .toList();
    return new ApplyOutcome.Unknown(
        taken + " of " + outcomes.size() + " flag stores took it: " + String.join("; ", why));
  }
}
