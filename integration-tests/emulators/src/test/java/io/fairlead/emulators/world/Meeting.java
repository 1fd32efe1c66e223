package io.fairlead.emulators.world;

import io.fairlead.cycle.SteerCycle.Ports;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Where two functions wait for each other: the first two to come go on together. */
final class Meeting {
  private static final int TWO = 2;
  private static final long PATIENCE_SECONDS = 20;

  private final Before before;
  private final CyclicBarrier barrier = new CyclicBarrier(TWO);
  private final AtomicInteger came = new AtomicInteger();
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();

  /** Two that meet before they do something. */
  Meeting(Before before) {
    this.before = before;
  }

  /** What a function is about to do. */
  enum Before {
    JOURNALING,
    MOVING,
    CHANGING_RECORDS,
    FLAGGING
  }

  /** What a target answered to an order. */
  record Told(Order order, ApplyOutcome outcome) {}

  /** What targets answered to what the two sent. */
  List<Told> told() {
    return List.copyOf(told);
  }

  /** Ports of one of the two. */
  Ports ports(Ports real) {
    return new Ports(
        new MetRegister(real.register()),
        real.observations(),
        new MetMover(real.addresses()),
        new MetDirector(real.director()),
        new MetFlags(real.flags()),
        real.notifier(),
        real.reports(),
        real.newPath(),
        real.sideBySide());
  }

  private void meet(Before here) {
    if (here != before || came.incrementAndGet() > TWO) {
      return;
    }
    try {
      barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other function never came here", e);
    }
  }

  private List<ApplyOutcome> told(List<Order> orders, List<ApplyOutcome> answers) {
    for (int i = 0; i < orders.size(); i++) {
      told.add(new Told(orders.get(i), answers.get(i)));
    }
    return answers;
  }

  private final class MetRegister implements Register {
    private final Register real;

    MetRegister(Register real) {
      this.real = real;
    }

    @Override
    public Read read(Instant deadline) {
      return real.read(deadline);
    }

    @Override
    public Cas cas(long expected, RegisterState next, Instant deadline) {
      meet(Before.JOURNALING);
      return real.cas(expected, next, deadline);
    }
  }

  private final class MetMover implements AddressMover {
    private final AddressMover real;

    MetMover(AddressMover real) {
      this.real = real;
    }

    @Override
    public SortedMap<AddressId, Reading<HeldBy>> holders(
        SortedSet<AddressId> addresses, Instant deadline) {
      return real.holders(addresses, deadline);
    }

    @Override
    public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
      meet(Before.MOVING);
      return told(orders, real.move(orders, deadline));
    }
  }

  private final class MetDirector implements TrafficDirector {
    private final TrafficDirector real;

    MetDirector(TrafficDirector real) {
      this.real = real;
    }

    @Override
    public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
      return real.zones(zones, deadline);
    }

    @Override
    public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
      meet(Before.CHANGING_RECORDS);
      return told(orders, real.change(orders, deadline));
    }

    @Override
    public void level(Instant deadline) {
      real.level(deadline);
    }
  }

  private final class MetFlags implements EvacuationFlags {
    private final EvacuationFlags real;

    MetFlags(EvacuationFlags real) {
      this.real = real;
    }

    @Override
    public Flags read(Instant deadline) {
      return real.read(deadline);
    }

    @Override
    public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
      meet(Before.FLAGGING);
      return told(orders, real.apply(orders, deadline));
    }
  }
}
