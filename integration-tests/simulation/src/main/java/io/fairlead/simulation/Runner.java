package io.fairlead.simulation;

import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.Reports;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Mode;
import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Notifier;
import io.fairlead.port.Observations;
import io.fairlead.port.Order;
import io.fairlead.port.Prober;
import io.fairlead.port.Register;
import io.fairlead.port.SelfTest;
import io.fairlead.port.SideBySide;
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
  private final String region;
  private final String name;
  private final SimEyes eyes;
  private ProbeCycle probe;
  private SteerCycle steer;
  private ArchiveCycle archive;
  private @Nullable SteerReport last;
  private Instant deadUntil = Instant.MIN;
  private boolean busy;

  /** By which its tick waits; null = its probes take no time. */
  private @Nullable Strand strand;

  private boolean stopped;
  private boolean extra;
  private boolean leapt;
  private String toldLast = "";
  private int starts;
  private int calls;
  private long ticks;
  private long registerTick = -1;

  /** The epoch that its last tick ended at. */
  private long epochSeen;

  /** A run of a region under some topology, which is not always the active one. */
  Runner(World world, Fleet fleet, String region, String name) {
    this.world = world;
    this.fleet = fleet;
    this.region = region;
    this.name = name;
    this.eyes = new SimEyes(world, this);
    this.probe = probeCycle();
    this.steer = steerCycle();
    this.archive = archiveCycle();
  }

  World world() {
    return world;
  }

  /** Whether it plans and reports, and touches nothing. */
  boolean onlyObserves() {
    return fleet.mode() == Mode.OBSERVE;
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

  @Nullable Strand strand() {
    return strand;
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
    return !world.isLate() && clock().isAfter(order.notAfter());
  }

  /** The epoch that this process saw last; 0 = none. */
  long seen() {
    return epochSeen;
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

  /** It is there for an episode only. */
  void extra() {
    extra = true;
  }

  /** Whether it runs beside another one of its region. */
  boolean isExtra() {
    return extra || !name.equals(region);
  }

  /** Whether its ticks come: it is not dead, dark, frozen or stopped. */
  boolean isRunning() {
    return !busy && !world.ground().dark.contains(region) && !isStarting();
  }

  /**
   * Time was leapt over. What its process remembers is as old as the leap, its stored entry is not:
   * it is told once that another run of its observer was faster, and goes on from what is stored.
   */
  void takesUpItsEntry() {
    leapt = true;
  }

  /** Whether this is its first entry after a leap. */
  boolean firstEntryAfterLeap() {
    boolean first = leapt;
    leapt = false;
    return first;
  }

  /** Whether it is dead and will start again by itself. */
  boolean isStarting() {
    return world.timeline().now().isBefore(deadUntil);
  }

  /** Ends it; a tick under way still ends. */
  void stop() {
    stopped = true;
  }

  /** One tick; false once it is stopped. */
  boolean tickWhileWanted() {
    if (!stopped) {
      tick();
    }
    return !stopped;
  }

  /** One run of both cycles, unless the process is dead, dark, or still in the one before. */
  void tick() {
    if (!isRunning()) {
      return;
    }
    busy = true;
    ticks++;
    calls = 0;
    if (world.probesTakeTime()) {
      Strand.begin(
          world.timeline(),
          by -> {
            strand = by;
            ticked();
          });
    } else {
      ticked();
    }
  }

  private void ticked() {
    try {
      long first = world.calls() + 1;
      Instant deadline = clock().plus(fleet.safety().probe().interval());
      ProbeReport seen = probe.run(clock(), deadline);
      // As in a run: a round that took its time leaves the steering the whole interval.
      deadline = strand == null ? deadline : clock().plus(fleet.safety().probe().interval());
      SteerReport done = steer.run(clock().plus(seen.clockOffset()), deadline);
      last = done;
      probe.sawRegister(done.epoch());
      epochSeen = done.epoch();
      world.audit().reported(this, done);
      archive.run(done, deadline);
      world.ticked(done.outcome(), first);
      told(done.epoch() + " " + done.outcome());
    } catch (Killed killed) {
      world.note(name + " killed " + killed.getMessage());
      world.audit().died(this);
      restart(fleet.safety().probe().interval());
    } finally {
      busy = false;
    }
  }

  /** A tick is traced where it tells anything new: what was leapt over would not have. */
  private void told(String text) {
    if (!text.equals(toldLast)) {
      toldLast = text;
      world.note(name + " " + text);
    }
  }

  /** A new process after a while, with nothing of the old one's memory. */
  void restart(Duration after) {
    deadUntil = world.timeline().now().plus(after);
    epochSeen = 0;
    probe = probeCycle();
    steer = steerCycle();
    archive = archiveCycle();
  }

  private ProbeCycle probeCycle() {
    starts++;
    return new ProbeCycle(
        fleet,
        new ProbeCycle.Observer(region, name + "-" + starts),
        new ProbeCycle.Ports(
            FaultPoint.before(Prober.class, eyes, this),
            FaultPoint.before(SelfTest.class, eyes, this),
            observations(),
            world.copies().from(this)));
  }

  private SteerCycle steerCycle() {
    SteerCycle.Ports ports =
        new SteerCycle.Ports(
            FaultPoint.before(Register.class, register(), this),
            observations(),
            FaultPoint.before(AddressMover.class, world.addresses().from(this), this),
            FaultPoint.before(TrafficDirector.class, world.zones().from(this), this),
            FaultPoint.before(EvacuationFlags.class, world.flags().from(this), this),
            FaultPoint.before(Notifier.class, (notices, deadline) -> {}, this),
            FaultPoint.before(Reports.class, (report, deadline) -> {}, this),
            NewPath.probed(fleet, region, FaultPoint.before(Prober.class, eyes, this)),
            SideBySide.inTurn());
    return new SteerCycle(fleet, ports, world::newId);
  }

  private ArchiveCycle archiveCycle() {
    return new ArchiveCycle(
        FaultPoint.before(Register.class, register(), this), history(), world::newId);
  }

  /** The archive of history as this process reaches it. */
  HistoryArchive history() {
    return FaultPoint.before(HistoryArchive.class, world.archive().from(this), this);
  }

  private Observations observations() {
    return FaultPoint.before(Observations.class, world.board().from(this), this);
  }

  private Register register() {
    List<CasCell> cells = new ArrayList<>();
    for (SimCell cell : world.cells()) {
      cells.add(FaultPoint.before(CasCell.class, cell.from(this), this));
    }
    return world.audit().register(over(cells), this);
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
