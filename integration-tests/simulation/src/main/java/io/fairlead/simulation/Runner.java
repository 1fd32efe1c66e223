package io.fairlead.simulation;

import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.Reports;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerLogic;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.Notifier;
import io.fairlead.port.Observations;
import io.fairlead.port.Order;
import io.fairlead.port.Prober;
import io.fairlead.port.Register;
import io.fairlead.port.SelfTest;
import io.fairlead.port.TrafficDirector;
import io.fairlead.quorum.CasCell;
import io.fairlead.quorum.CellRegister;
import io.fairlead.quorum.FanOut;
import io.fairlead.quorum.QuorumRegister;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One region's run: a process with the real cycles that may die, freeze and start again. */
final class Runner {
  private static final int CALLS_PER_TICK = 300;

  private final World world;
  private final Fleet fleet;
  private final Variant variant;
  private final String region;
  private final String name;
  private final SimEyes eyes;
  private ProbeCycle probe;
  private SteerCycle steer;
  private @Nullable SteerReport last;
  private Instant deadUntil = Instant.MIN;
  private boolean busy;
  private int starts;
  private int calls;
  private long ticks;
  private long registerTick = -1;

  /** A run of a region under some topology, which is not always the active one. */
  Runner(World world, Fleet fleet, String region, String name) {
    this.world = world;
    this.fleet = fleet;
    this.variant = world.setting().variant();
    this.region = region;
    this.name = name;
    this.eyes = new SimEyes(world, this);
    this.probe = probeCycle();
    this.steer = steerCycle();
  }

  World world() {
    return world;
  }

  String region() {
    return region;
  }

  String name() {
    return name;
  }

  SimEyes eyes() {
    return eyes;
  }

  @Nullable SteerReport last() {
    return last;
  }

  Duration skew() {
    return world.ground().skew.getOrDefault(region, Duration.ZERO);
  }

  Instant clock() {
    return world.timeline().now().plus(skew());
  }

  /** Whether an adapter of this process would still send an order. */
  boolean isExpired(Order order) {
    return variant.checksExpiry() && !world.isLate() && clock().isAfter(order.notAfter());
  }

  /** Counts a call of this tick: they are bounded whatever the fault. */
  void countCall() {
    calls++;
    if (calls > CALLS_PER_TICK) {
      throw new Violation(25, name + " made " + calls + " calls in one tick");
    }
  }

  /** The register answered in this tick. */
  void registerAnswered() {
    registerTick = ticks;
  }

  boolean heardRegisterThisTick() {
    return registerTick == ticks;
  }

  /** One run of both cycles, unless the process is dead, dark, or still in the one before. */
  void tick() {
    if (busy
        || world.ground().dark.contains(region)
        || world.timeline().now().isBefore(deadUntil)) {
      return;
    }
    busy = true;
    ticks++;
    calls = 0;
    try {
      long first = world.calls() + 1;
      Instant deadline = clock().plus(fleet.safety().probe().interval());
      ProbeReport seen = probe.run(clock(), deadline);
      SteerReport done = steer.run(clock().plus(seen.clockOffset()), deadline);
      last = done;
      world.ticked(done.outcome(), first);
      world.note(name + " " + done.epoch() + " " + done.outcome());
    } catch (Killed killed) {
      world.note(name + " killed " + killed.getMessage());
      restart(fleet.safety().probe().interval());
    } finally {
      busy = false;
    }
  }

  /** A new process after a while, with nothing of the old one's memory. */
  void restart(Duration after) {
    deadUntil = world.timeline().now().plus(after);
    probe = probeCycle();
    steer = steerCycle();
  }

  private ProbeCycle probeCycle() {
    starts++;
    return new ProbeCycle(
        fleet,
        new ProbeCycle.Observer(region, name + "-" + starts),
        new ProbeCycle.Ports(
            variant.prober(FaultPoint.before(Prober.class, eyes, this), this),
            FaultPoint.before(SelfTest.class, eyes, this),
            observations()));
  }

  private SteerCycle steerCycle() {
    SteerCycle.Ports ports =
        new SteerCycle.Ports(
            variant.register(FaultPoint.before(Register.class, register(), this), this),
            observations(),
            variant.addresses(
                FaultPoint.before(AddressMover.class, world.addresses().from(this), this), this),
            variant.director(
                FaultPoint.before(TrafficDirector.class, world.zones().from(this), this), this),
            variant.flags(
                FaultPoint.before(EvacuationFlags.class, world.flags().from(this), this), this),
            FaultPoint.before(Notifier.class, (notices, deadline) -> {}, this),
            FaultPoint.before(Reports.class, (report, deadline) -> {}, this));
    AuditedLogic logic = new AuditedLogic(world, variant.logic(SteerLogic.REAL));
    return new SteerCycle(fleet, ports, world::newId, logic);
  }

  private Observations observations() {
    return FaultPoint.before(Observations.class, world.board().from(this), this);
  }

  private Register register() {
    List<CasCell> cells = new ArrayList<>();
    for (SimCell cell : world.cells()) {
      cells.add(FaultPoint.before(CasCell.class, cell.from(this), this));
    }
    return world.audit().register(over(variant.cells(cells, this)), this);
  }

  /** The register as a person in this region reaches it, without the process. */
  Register operatorRegister() {
    return over(world.cells().stream().map(cell -> cell.from(this)).toList());
  }

  private Register over(List<CasCell> cells) {
    return new CellRegister(
        new QuorumRegister(cells, FanOut.inTurn(), world::newUuid), world.codec(), fleet.name());
  }
}
