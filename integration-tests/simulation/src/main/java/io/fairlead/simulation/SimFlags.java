package io.fairlead.simulation;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.Flagged;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Flag objects in the stores of three regions, one object a flag and store. */
final class SimFlags {
  static final List<String> STORES = List.of("eu-north", "eu-west", "us-east");

  private final World world;
  private final SortedMap<String, SortedMap<RegionGroup, EvacuationFlags.Copy>> stores =
      new TreeMap<>();
  private final SortedSet<String> frozen = new TreeSet<>();

  SimFlags(World world) {
    this.world = world;
    STORES.forEach(store -> stores.put(store, new TreeMap<>()));
  }

  /** Whether two stores hold the flag: what the health checks see. */
  boolean raised(RegionGroup flag) {
    return stores.values().stream().filter(store -> store.containsKey(flag)).count() >= 2;
  }

  boolean isEmpty() {
    return stores.values().stream().allMatch(SortedMap::isEmpty);
  }

  /** All of it, to compare. */
  List<String> picture() {
    return List.of(stores.toString(), frozen.toString());
  }

  /** A person's hold in one store. */
  void hold(String store, RegionGroup flag, String who) {
    at(store).put(flag, new EvacuationFlags.Copy(flag, 0, who, "p"));
  }

  /** Whether a person's hold lies in a store. */
  boolean holds(String store, RegionGroup flag) {
    EvacuationFlags.Copy there = at(store).get(flag);
    return there != null && there.epoch() == 0;
  }

  /** People take their holds away; ours stay. */
  void releaseHolds(RegionGroup flag) {
    stores
        .values()
        .forEach(
            store -> store.computeIfPresent(flag, (_, copy) -> copy.epoch() == 0 ? null : copy));
  }

  /** Puts or takes the freeze object in one store. */
  void freezeObject(String store, boolean there) {
    if (there) {
      frozen.add(store);
    } else {
      frozen.remove(store);
    }
  }

  /** The stores as a process reaches them. */
  EvacuationFlags from(Runner runner) {
    return new EvacuationFlags() {
      @Override
      public Flags read(Instant deadline) {
        SortedMap<String, List<Copy>> found = new TreeMap<>();
        SortedMap<String, String> silent = new TreeMap<>();
        boolean freeze = false;
        for (String store : STORES) {
          if (world.ground().reaches(runner.region(), store)) {
            found.put(store, List.copyOf(at(store).values()));
            freeze |= frozen.contains(store);
          } else {
            silent.put(store, store + " does not answer");
          }
        }
        return new Flags(found, silent, freeze);
      }

      @Override
      public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
        List<ApplyOutcome> outcomes = new ArrayList<>();
        orders.forEach(order -> outcomes.add(SimFlags.this.apply(runner, order)));
        return outcomes;
      }
    };
  }

  private ApplyOutcome apply(Runner runner, Order order) {
    if (runner.isExpired(order)) {
      return new ApplyOutcome.Expired();
    }
    RegionGroup flag =
        switch (order.step()) {
          case Step.RaiseFlag raise -> raise.flag();
          case Step.LowerFlag lower -> lower.flag();
          case Step.MoveAddress _, Step.ChangeRecords _ ->
              throw new IllegalStateException("no flag: " + order);
        };
    Flagged before = new Flagged(raised(flag));
    int taken = 0;
    for (String store : STORES) {
      if (world.ground().reaches(runner.region(), store)) {
        taken++;
        write(store, order.step());
      }
    }
    Flagged after = new Flagged(raised(flag));
    world
        .audit()
        .flag(new Effect(runner, order, new TargetId.Flag(flag), before, after, world.isLate()));
    return taken >= 2
        ? new ApplyOutcome.Accepted()
        : new ApplyOutcome.Unknown("taken by " + taken + " of 3 stores");
  }

  private void write(String store, Step step) {
    if (step instanceof Step.RaiseFlag(RegionGroup flag, long epoch)) {
      EvacuationFlags.Copy there = at(store).get(flag);
      if (there == null || there.epoch() > 0 && there.epoch() < epoch) {
        at(store).put(flag, new EvacuationFlags.Copy(flag, epoch, "fairlead", "e" + epoch));
      }
    } else if (step instanceof Step.LowerFlag(RegionGroup flag, long upto)) {
      EvacuationFlags.Copy there = at(store).get(flag);
      if (there != null && (there.epoch() <= upto && mayRemove(there))) {
        world.audit().removed(there);
        at(store).remove(flag);
      }
    }
  }

  private boolean mayRemove(EvacuationFlags.Copy there) {
    return there.epoch() > 0;
  }

  private SortedMap<RegionGroup, EvacuationFlags.Copy> at(String store) {
    SortedMap<RegionGroup, EvacuationFlags.Copy> found = stores.get(store);
    if (found == null) {
      throw new IllegalStateException("no flag store " + store);
    }
    return found;
  }
}
