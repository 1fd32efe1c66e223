package io.fairlead.contract.local;

import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.AddressMover;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Observations;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.port.SelfTest;
import io.fairlead.port.SideBySide;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordSets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** The real cycles over a real director; the rest of the world is well and in memory. */
final class Steered {
  /** What befalls the process that drives a batch. */
  enum Death {
    NONE,
    /** Killed when the intent is journaled and before the batch is sent. */
    BEFORE_EACH_BATCH,
    /** Killed when the batch was taken and before that is noticed. */
    AFTER_EACH_BATCH
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Fleet fleet;
  private final Director director;
  private final Memory register = new Memory();
  private final Board board = new Board();
  private final SteerCycle steer;

  /** Batches that reached the edges. */
  final List<RecordBatch> batches = new ArrayList<>();

  /** What befalls the drivers; every second one survives. */
  Death death = Death.NONE;

  Steered(Fleet fleet, TrafficDirector real) {
    this.fleet = fleet;
    this.director = new Director(real);
    this.steer =
        new SteerCycle(
            fleet,
            new SteerCycle.Ports(
                register,
                board,
                new Still(),
                director,
                new NoFlags(),
                (_, _) -> {},
                (_, _) -> {},
                NewPath.untried(),
                SideBySide.inTurn()),
            () -> UUID.randomUUID().toString());
  }

  TrafficDirector director() {
    return director.real;
  }

  long epoch() {
    return register.epoch;
  }

  /** Whether the last tick left nothing open. */
  boolean calm() {
    RegisterState state = register.state;
    return state != null && state.intents().isEmpty();
  }

  /** An operator's change of the register. */
  void change(UnaryOperator<RegisterState> next) {
    register.state = next.apply(register.state);
    register.epoch++;
  }

  /** Confirmed intents of a target, oldest first. */
  List<HistoryEntry> confirmed(String target) {
    return register.state.history().stream()
        .filter(line -> line.kind().equals("confirmed") && line.subject().equals(target))
        .toList();
  }

  /** Ticks at the fleet's pace until something holds. */
  void tickUntil(Duration limit, BooleanSupplier done) {
    long end = System.nanoTime() + limit.toNanos();
    do {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limit + ": " + register.state);
      }
      tick();
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    } while (!done.getAsBoolean());
  }

  private void tick() {
    Instant deadline = Instant.now().plusSeconds(5);
    for (String region : fleet.regions().keySet()) {
      new ProbeCycle(
              fleet,
              new ProbeCycle.Observer(region, UUID.randomUUID().toString()),
              new ProbeCycle.Ports(
                  (orders, _) ->
                      orders.stream()
                          .map(
                              order ->
                                  new ProbeResult(
                                      order.target(),
                                      Outcome.PASSED,
                                      false,
                                      1,
                                      0,
                                      Instant.now(),
                                      Duration.ofMillis(1),
                                      "status 200"))
                          .toList(),
                  _ -> new SelfTest.Result(true, "", Optional.of(Duration.ZERO)),
                  board))
          .run(Instant.now(), deadline);
    }
    try {
      steer.run(Instant.now(), deadline);
    } catch (Killed _) {
      // The next tick is another process.
    }
  }

  private final class Director implements TrafficDirector {
    private final TrafficDirector real;
    private boolean spared;

    Director(TrafficDirector real) {
      this.real = real;
    }

    @Override
    public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
      return real.zones(zones, deadline);
    }

    @Override
    public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
      boolean dies = death != Death.NONE && !spared;
      spared = dies;
      if (dies && death == Death.BEFORE_EACH_BATCH) {
        throw new Killed();
      }
      orders.forEach(
          order -> {
            if (order.step() instanceof Step.ChangeRecords(RecordBatch batch)) {
              batches.add(batch);
            }
          });
      List<ApplyOutcome> outcomes = real.change(orders, deadline);
      if (dies) {
        throw new Killed();
      }
      return outcomes;
    }

    @Override
    public void level(Instant deadline) {
      real.level(deadline);
    }
  }

  private static final class Memory implements Register {
    private long epoch;
    private RegisterState state;

    @Override
    public Read read(Instant deadline) {
      return epoch == 0 ? new Read.Empty() : new Read.State(epoch, state);
    }

    @Override
    public Cas cas(long expected, RegisterState next, Instant deadline) {
      if (expected != epoch) {
        return new Cas.Conflict();
      }
      state = next;
      return new Cas.Ok(++epoch);
    }
  }

  private static final class Board implements Observations {
    private final SortedMap<String, Observation> entries = new TreeMap<>();

    @Override
    public Published publish(Observation mine, Instant deadline) {
      entries.put(mine.observer(), mine);
      return Published.WRITTEN;
    }

    @Override
    public Entries latest(Instant deadline) {
      return new Entries(entries, new TreeMap<>());
    }
  }

  private static final class Still implements AddressMover {
    @Override
    public SortedMap<AddressId, Reading<HeldBy>> holders(
        SortedSet<AddressId> addresses, Instant deadline) {
      SortedMap<AddressId, Reading<HeldBy>> holders = new TreeMap<>();
      addresses.forEach(address -> holders.put(address, new Reading.Known<>(new HeldBy("gw-1"))));
      return holders;
    }

    @Override
    public List<ApplyOutcome> move(List<Order> orders, Instant deadline) {
      throw new AssertionError("nothing has to move: " + orders);
    }
  }

  private static final class NoFlags implements EvacuationFlags {
    @Override
    public Flags read(Instant deadline) {
      SortedMap<String, List<Copy>> stores = new TreeMap<>();
      Edges.REGIONS.forEach(region -> stores.put(region, List.of()));
      return new Flags(stores, new TreeMap<>(), false);
    }

    @Override
    public List<ApplyOutcome> apply(List<Order> orders, Instant deadline) {
      throw new AssertionError("no flag has to change: " + orders);
    }
  }
}
