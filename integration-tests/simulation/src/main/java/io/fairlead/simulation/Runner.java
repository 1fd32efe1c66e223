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

  Runner(World world, String region, String name) {
    this.world = world;
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
    return world.setting().variant().checksExpiry()
        && !world.isLate()
        && clock().isAfter(order.notAfter());
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
      Instant deadline = clock().plus(world.setting().fleet().safety().probe().interval());
      ProbeReport seen = probe.run(clock(), deadline);
      SteerReport done = steer.run(clock().plus(seen.clockOffset()), deadline);
      last = done;
      world.ticked(done.outcome(), first);
      world.note(name + " " + done.epoch() + " " + done.outcome());
    } catch (Killed killed) {
      world.note(name + " killed " + killed.getMessage());
      restart(world.setting().fleet().safety().probe().interval());
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
    Variant variant = world.setting().variant();
    starts++;
    return new ProbeCycle(
        world.setting().fleet(),
        new ProbeCycle.Observer(region, name + "-" + starts),
        new ProbeCycle.Ports(
            FaultPoint.before(Prober.class, variant.prober(eyes, this), this),
            FaultPoint.before(SelfTest.class, variant.selfTest(eyes, this), this),
            observations()));
  }

  private SteerCycle steerCycle() {
    Fleet fleet = world.setting().fleet();
    Variant variant = world.setting().variant();
    SteerCycle.Ports ports =
        new SteerCycle.Ports(
            FaultPoint.before(Register.class, register(), this),
            observations(),
            FaultPoint.before(
                AddressMover.class, variant.addresses(world.addresses().from(this), this), this),
            FaultPoint.before(
                TrafficDirector.class, variant.director(world.zones().from(this), this), this),
            FaultPoint.before(
                EvacuationFlags.class, variant.flags(world.flags().from(this), this), this),
            FaultPoint.before(Notifier.class, (notices, deadline) -> {}, this),
            FaultPoint.before(Reports.class, (report, deadline) -> {}, this));
    return new SteerCycle(
        fleet, ports, world::newId, new AuditedLogic(world, variant.logic(SteerLogic.REAL)));
  }

  private Observations observations() {
    Observations real = world.setting().variant().observations(world.board().from(this), this);
    return FaultPoint.before(Observations.class, real, this);
  }

  private Register register() {
    List<CasCell> cells = new ArrayList<>();
    for (SimCell cell : world.cells()) {
      cells.add(FaultPoint.before(CasCell.class, cell.from(this), this));
    }
    Variant variant = world.setting().variant();
    Register real = over(variant.cells(cells, this));
    return world.audit().register(variant.register(real, this), this);
  }

  /** The register as a person in this region reaches it, without the process. */
  Register operatorRegister() {
    return over(world.cells().stream().map(cell -> cell.from(this)).toList());
  }

  private Register over(List<CasCell> cells) {
    return new CellRegister(
        new QuorumRegister(cells, FanOut.inTurn(), world::newUuid),
        world.codec(),
        world.setting().fleet().name());
  }
}
