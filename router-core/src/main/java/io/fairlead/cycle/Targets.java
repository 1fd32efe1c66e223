package io.fairlead.cycle;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads targets, and says in which state an intent's target was found. */
final class Targets {
  /** Of three flag stores, as many decide. */
  private static final int STORES_THAT_DECIDE = 2;

  private static final Current NOTHING =
      new Current(
          new TreeMap<>(), new TreeMap<>(), new Flags(new TreeMap<>(), new TreeMap<>(), false));

  private static final SortedMap<String, Observation> NO_ENTRIES =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  private final SteerCycle.Ports ports;

  Targets(SteerCycle.Ports ports) {
    this.ports = ports;
  }

  /** What a tick decides on: the observers' entries, and every target that the fleet declares. */
  record Seen(SortedMap<String, Observation> entries, Current current) {}

  /** Reads everything at once. */
  Seen readAll(Fleet fleet, Instant deadline) {
    List<Seen> parts =
        ports
            .sideBySide()
            .all(
                List.of(
                    () -> new Seen(ports.observations().latest(deadline).found(), NOTHING),
                    () -> new Seen(NO_ENTRIES, holders(fleet.addresses(), deadline)),
                    () -> new Seen(NO_ENTRIES, zones(fleet.zones(), deadline)),
                    () -> new Seen(NO_ENTRIES, flags(deadline))));
    return new Seen(parts.getFirst().entries(), joined(parts.stream().map(Seen::current).toList()));
  }

  /** The targets of some intents only. */
  Current readOf(List<Intent> intents, Instant deadline) {
    SortedSet<AddressId> addresses = new TreeSet<>();
    SortedSet<String> zones = new TreeSet<>();
    List<Supplier<Current>> calls = new ArrayList<>();
    for (Intent intent : intents) {
      switch (intent.target()) {
        case TargetId.Address(AddressId id) -> addresses.add(id);
        case TargetId.Zone(String zone) -> zones.add(zone);
        case TargetId.Flag _ -> {}
      }
    }
    if (!addresses.isEmpty()) {
      calls.add(() -> holders(addresses, deadline));
    }
    if (!zones.isEmpty()) {
      calls.add(() -> zones(zones, deadline));
    }
    if (intents.stream().anyMatch(intent -> intent.target() instanceof TargetId.Flag)) {
      calls.add(() -> flags(deadline));
    }
    return joined(ports.sideBySide().all(calls));
  }

  /** Addresses that were read where an intent wants them. */
  static SortedSet<AddressId> moved(List<Intent> intents, Current current) {
    SortedSet<AddressId> moved = new TreeSet<>();
    for (Intent intent : intents) {
      if (intent.target() instanceof TargetId.Address(AddressId id)
          && stateOf(intent, current).equals(new Reading.Known<>(intent.after()))) {
        moved.add(id);
      }
    }
    return moved;
  }

  private Current holders(SortedSet<AddressId> addresses, Instant deadline) {
    SortedMap<AddressId, Reading<HeldBy>> holders = ports.addresses().holders(addresses, deadline);
    // What stands in the way is known by the read of the holders: it comes after it.
    return new Current(
        holders, ports.addresses().obstacles(addresses), NOTHING.zones(), NOTHING.flags());
  }

  private Current zones(SortedSet<String> zones, Instant deadline) {
    return new Current(NOTHING.holders(), ports.director().zones(zones, deadline), NOTHING.flags());
  }

  private Current flags(Instant deadline) {
    return new Current(NOTHING.holders(), NOTHING.zones(), ports.flags().read(deadline));
  }

  /** One reading of parts, each of which read what no other one did. */
  private static Current joined(List<Current> parts) {
    SortedMap<AddressId, Reading<HeldBy>> holders = new TreeMap<>();
    SortedMap<AddressId, SortedMap<String, String>> obstacles = new TreeMap<>();
    SortedMap<String, Reading<RecordSets>> zones = new TreeMap<>();
    Flags flags = NOTHING.flags();
    for (Current part : parts) {
      holders.putAll(part.holders());
      obstacles.putAll(part.obstacles());
      zones.putAll(part.zones());
      flags = part.flags().equals(NOTHING.flags()) ? flags : part.flags();
    }
    return new Current(holders, obstacles, zones, flags);
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
