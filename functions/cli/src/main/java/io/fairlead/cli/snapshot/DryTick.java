package io.fairlead.cli.snapshot;

import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.AddressId;
import io.fairlead.health.Observation;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Observations;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.port.SideBySide;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the next tick would make of a snapshot: the very cycle that steers, on ports that answer
 * from the snapshot and lose every race, so that nothing is written or touched.
 */
public final class DryTick {
  private DryTick() {}

  /** The report of that tick; its decision is absent where the tick would not have decided. */
  public static SteerReport of(Snapshot snapshot) {
    SteerCycle.Ports ports =
        new SteerCycle.Ports(
            new FrozenRegister(snapshot),
            new FrozenObservations(snapshot),
            new FrozenAddresses(snapshot),
            new FrozenZones(snapshot),
            new FrozenFlags(snapshot),
            (_, _) -> {},
            (_, _) -> {},
            NewPath.untried(),
            SideBySide.inTurn());
    SteerCycle cycle = new SteerCycle(snapshot.fleet(), ports, () -> "dry");
    return cycle.run(snapshot.at(), snapshot.at().plus(snapshot.fleet().safety().freshness()));
  }

  private static List<ApplyOutcome> refused(List<Order> orders) {
    return orders.stream()
        .map(_ -> (ApplyOutcome) new ApplyOutcome.Refused("a dry tick touches nothing", false))
        .toList();
  }

  private record FrozenRegister(Snapshot snapshot) implements Register {
    @Override
    public Read read(Instant deadline) {
      return snapshot.registerRead()
          ? new Read.State(snapshot.epoch(), snapshot.state())
          : new Read.Unreachable("it was not read");
    }

    @Override
    public Cas cas(long expected, RegisterState next, Instant deadline) {
      return new Cas.Conflict();
    }
  }

  private record FrozenObservations(Snapshot snapshot) implements Observations {
    @Override
    public Published publish(Observation mine, Instant deadline) {
      return Published.UNKNOWN;
    }

    @Override
    public Entries latest(Instant deadline) {
      return snapshot.entries();
    }
  }

  private record FrozenAddresses(Snapshot snapshot) implements AddressMover {
    @Override
    public SortedMap<AddressId, Reading<HeldBy>> holders(
        SortedSet<AddressId> addresses, Instant deadline) {
      return snapshot.current().holders();
    }

    @Override
    public SortedMap<AddressId, SortedMap<String, String>> obstacles(
        SortedSet<AddressId> addresses) {
      return snapshot.current().obstacles();
    }

    @Override
    public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
      return refused(orders);
    }
  }

  private record FrozenZones(Snapshot snapshot) implements TrafficDirector {
    @Override
    public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
      return snapshot.current().zones();
    }

    @Override
    public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
      return refused(orders);
    }

    @Override
    public void level(Instant deadline) {
      // Levelling is a change, and a dry tick makes none.
    }
  }

  private record FrozenFlags(Snapshot snapshot) implements EvacuationFlags {
    @Override
    public Flags read(Instant deadline) {
      return snapshot.current().flags();
    }

    @Override
    public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
      return refused(orders);
    }
  }
}
