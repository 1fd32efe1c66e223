package io.fairlead.port;

import io.fairlead.fleet.RegionGroup;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects in three stores whose existence in two takes a (region, failover group) out of DNS. */
public interface EvacuationFlags {
  /** The flag objects of every store. */
  Flags read(Instant deadline);

  /**
   * Applies {@code RaiseFlag} and {@code LowerFlag} steps to every store; one outcome an order, in
   * the order given. Accepted = 2 of 3 stores took it.
   */
  List<ApplyOutcome> apply(List<Order> orders, Instant deadline);

  /**
   * One flag object.
   *
   * @param epoch register version that raised it; 0 = a person's hold, never removed
   */
  record Copy(RegionGroup flag, long epoch, String by, String tag) {}

  /** What the stores hold: flag objects by store name, and why a store is unreadable. */
  record Flags(
      SortedMap<String, List<Copy>> stores, SortedMap<String, String> unreadable, boolean frozen) {
    public Flags {
      stores = Collections.unmodifiableSortedMap(new TreeMap<>(stores));
      unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
    }

    /** Whether at least two stores hold the flag. */
    public boolean raised(RegionGroup flag) {
      return stores.values().stream()
              .filter(copies -> copies.stream().anyMatch(copy -> copy.flag().equals(flag)))
              .count()
          >= 2;
    }
  }
}
