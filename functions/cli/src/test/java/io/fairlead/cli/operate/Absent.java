package io.fairlead.cli.operate;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Order;
import io.fairlead.port.PersonalHolds;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Ports of a fleet of which nothing but the register matters. */
final class Absent {
  private Absent() {}

  static final class Targets implements AddressMover, TrafficDirector {
    @Override
    public SortedMap<AddressId, Reading<HeldBy>> holders(
        SortedSet<AddressId> addresses, Instant deadline) {
      return new TreeMap<>();
    }

    @Override
    public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
      return List.of();
    }

    @Override
    public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
      return new TreeMap<>();
    }

    @Override
    public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
      return List.of();
    }

    @Override
    public void level(Instant deadline) {
      // There is nothing to level.
    }
  }

  static final class Flags implements EvacuationFlags {
    @Override
    public EvacuationFlags.Flags read(Instant deadline) {
      return new EvacuationFlags.Flags(new TreeMap<>(), new TreeMap<>(), false);
    }

    @Override
    public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
      return List.of();
    }
  }

  static final class Archive implements HistoryArchive {
    @Override
    public Kept keep(List<HistoryEntry> lines, Instant deadline) {
      return new Kept.Unknown("none");
    }

    @Override
    public Found since(Instant from, Instant deadline) {
      return new Found(List.of(), new TreeMap<>());
    }
  }

  static final class Holds implements PersonalHolds {
    @Override
    public ApplyOutcome hold(RegionGroup flag, Instant deadline) {
      return new ApplyOutcome.Accepted();
    }

    @Override
    public ApplyOutcome release(RegionGroup flag, Instant deadline) {
      return new ApplyOutcome.Accepted();
    }

    @Override
    public ApplyOutcome freeze(String reason, Instant deadline) {
      return new ApplyOutcome.Accepted();
    }

    @Override
    public ApplyOutcome unfreeze(Instant deadline) {
      return new ApplyOutcome.Accepted();
    }

    @Override
    public FreezeObjects freezes(Instant deadline) {
      return new FreezeObjects(new TreeMap<>(), new TreeMap<>());
    }
  }
}
