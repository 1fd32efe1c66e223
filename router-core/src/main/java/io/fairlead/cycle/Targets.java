package io.fairlead.cycle;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.journal.Intent;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState;
import io.fairlead.journal.TargetState.Flagged;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.journal.TargetState.ZoneAt;
import io.fairlead.plan.Current;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneDigest;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads targets, and says in which state an intent's target was found. */
final class Targets {
  /** Of three flag stores, as many decide. */
  private static final int STORES_THAT_DECIDE = 2;

  private static final Flags NO_FLAGS = new Flags(new TreeMap<>(), new TreeMap<>(), false);

  private final SteerCycle.Ports ports;

  Targets(SteerCycle.Ports ports) {
    this.ports = ports;
  }

  /** Everything the fleet declares. */
  Current readAll(Fleet fleet, Instant deadline) {
    return new Current(
        ports.addresses().holders(fleet.addresses(), deadline),
        ports.director().zones(fleet.zones(), deadline),
        ports.flags().read(deadline));
  }

  /** The targets of some intents only. */
  Current readOf(List<Intent> intents, Instant deadline) {
    boolean flags = false;
    SortedSet<AddressId> addresses = new TreeSet<>();
    SortedSet<String> zones = new TreeSet<>();
    for (Intent intent : intents) {
      switch (intent.target()) {
        case TargetId.Address(AddressId id) -> addresses.add(id);
        case TargetId.Zone(String zone) -> zones.add(zone);
        case TargetId.Flag _ -> flags = true;
      }
    }
    return new Current(
        addresses.isEmpty() ? new TreeMap<>() : ports.addresses().holders(addresses, deadline),
        zones.isEmpty() ? new TreeMap<>() : ports.director().zones(zones, deadline),
        flags ? ports.flags().read(deadline) : NO_FLAGS);
  }

  /** The state that an intent's target was read in. */
  static Reading<TargetState> stateOf(Intent intent, Current current) {
    return switch (intent.steps().getLast()) {
      case Step.MoveAddress(AddressId id, _, _) -> holder(current.holders().get(id));
      case Step.ChangeRecords(var batch) -> zone(current.zones().get(batch.zone()));
      case Step.RaiseFlag raise -> raised(raise, current.flags());
      case Step.LowerFlag lower -> lowered(lower, current.flags());
    };
  }

  /** The state of a holder as read. */
  static Reading<TargetState> holder(@Nullable Reading<HeldBy> reading) {
    return switch (reading) {
      case null -> new Reading.Unreadable<>("not read");
      case Reading.Unreadable<HeldBy>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<HeldBy>(HeldBy held) -> new Reading.Known<>(held);
    };
  }

  /** The state of a zone as read. */
  static Reading<TargetState> zone(@Nullable Reading<RecordSets> reading) {
    return switch (reading) {
      case null -> new Reading.Unreadable<>("not read");
      case Reading.Unreadable<RecordSets>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<RecordSets>(RecordSets sets) ->
          new Reading.Known<>(new ZoneAt(sets.epoch(), ZoneDigest.of(sets)));
    };
  }

  /** Raised once two stores hold the flag; else it may be raised again: creating is idempotent. */
  private static Reading<TargetState> raised(Step.RaiseFlag raise, Flags flags) {
    if (!flags.raised(raise.flag()) && flags.stores().size() < STORES_THAT_DECIDE) {
      return new Reading.Unreadable<>("only " + flags.stores().size() + " flag stores answer");
    }
    return new Reading.Known<>(new Flagged(flags.raised(raise.flag())));
  }

  /** Lowered once no store that answers, of at least two, holds a flag of ours that must go. */
  private static Reading<TargetState> lowered(Step.LowerFlag lower, Flags flags) {
    boolean ours =
        flags.stores().values().stream()
            .flatMap(List::stream)
            .anyMatch(copy -> mustGo(copy, lower));
    if (!ours && flags.stores().size() < STORES_THAT_DECIDE) {
      return new Reading.Unreadable<>("only " + flags.stores().size() + " flag stores answer");
    }
    return new Reading.Known<>(new Flagged(ours));
  }

  private static boolean mustGo(Copy copy, Step.LowerFlag lower) {
    return copy.flag().equals(lower.flag())
        && copy.epoch() > 0
        && copy.epoch() <= lower.uptoEpoch();
  }
}
