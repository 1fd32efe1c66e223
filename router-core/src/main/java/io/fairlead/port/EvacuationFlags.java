package io.fairlead.port;

import io.fairlead.fleet.Copies;
import io.fairlead.fleet.RegionGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Objects in three stores whose existence in two takes a (region, failover group) out of DNS. */
public interface EvacuationFlags {
  /** How many stores of three decide. */
  int NEEDED = 2;

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

  /**
   * What the stores hold.
   *
   * @param stores flag objects by store name
   * @param unreadable why a store is unreadable, by its name
   * @param freeze where a freeze object lies, who laid it and why, as in {@code in eu-west by anna
   *     (network change)}; empty = there is none
   */
  record Flags(
      SortedMap<String, List<Copy>> stores, SortedMap<String, String> unreadable, String freeze) {
    public Flags {
      stores = Copies.sorted(stores);
      unreadable = Copies.sorted(unreadable);
    }

    /** The same where it is not known who laid a freeze object. */
    public Flags(
        SortedMap<String, List<Copy>> stores,
        SortedMap<String, String> unreadable,
        boolean frozen) {
      this(stores, unreadable, frozen ? "in a flag store" : "");
    }

    /** Whether a freeze object lies in any store. */
    public boolean frozen() {
      return !freeze.isEmpty();
    }

    /** Whether at least two stores hold the flag. */
    public boolean raised(RegionGroup flag) {
      return holding(flag) >= NEEDED;
    }

    /** Whether the flag is not raised, whatever the stores hold that do not answer. */
    public boolean surelyLowered(RegionGroup flag) {
      return holding(flag) + unreadable.size() < NEEDED;
    }

    /**
     * Who holds the flag as a person in two stores, or in one where another does not answer. A copy
     * that is surely alone, left by a store that was dark when its hold was ended, holds nothing.
     */
    public Optional<String> heldBy(RegionGroup flag) {
      SortedMap<String, String> holders = holders(flag);
      return holders.size() + unreadable.size() < NEEDED
          ? Optional.empty()
          : holders.values().stream().findFirst();
    }

    /** The persons whose copies of the flag are found, by store. */
    public SortedMap<String, String> holders(RegionGroup flag) {
      SortedMap<String, String> holders = new TreeMap<>();
      stores.forEach(
          (store, copies) ->
              copies.stream()
                  .filter(copy -> copy.flag().equals(flag) && copy.epoch() == 0)
                  .forEach(copy -> holders.put(store, copy.by())));
      return holders;
    }

    private int holding(RegionGroup flag) {
      int holding = 0;
      for (List<Copy> copies : stores.values()) {
        holding += holds(copies, flag) ? 1 : 0;
      }
      return holding;
    }

    private static boolean holds(List<Copy> copies, RegionGroup flag) {
      for (Copy copy : copies) {
        if (copy.flag().equals(flag)) {
          return true;
        }
      }
      return false;
    }
  }
}
