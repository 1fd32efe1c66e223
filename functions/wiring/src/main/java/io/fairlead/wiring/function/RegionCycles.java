package io.fairlead.wiring.function;

import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.gateway.Anchors;
import io.fairlead.gateway.GatewayProber;
import io.fairlead.port.AddressMover;
import io.fairlead.port.EvacuationFlags;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Notifier;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.port.TrafficDirector;
import io.fairlead.wiring.notice.OrderTroubles;
import io.fairlead.wiring.register.AttemptIds;
import io.fairlead.wiring.register.VirtualThreads;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Probes and steers for one region of one topology, once an invocation. What lasts between
 * invocations is threads and what the ports remember; whoever observes is new each time, so that a
 * process thawed from a snapshot, or frozen between two calls, takes nothing of itself for news.
 */
public final class RegionCycles implements AutoCloseable {
  private final Topology topology;
  private final Fleet fleet;
  private final String region;
  private final Ports ports;
  private final InstantSource clock;
  private final GatewayProber prober;
  private final OrderTroubles troubles = new OrderTroubles();
  private final VirtualThreads threads = new VirtualThreads();

  /**
   * What a tick needs of a cloud.
   *
   * @param own where the region's own entry is
   * @param clockOffset the stores' clocks minus ours; empty where none has answered yet
   * @param copies looks at the region's copies of artifact sets beside the tick
   * @param join waits for calls that nobody waits for any more
   */
  public record Ports(
      Register register,
      Observations own,
      Observations observations,
      AddressMover addresses,
      TrafficDirector director,
      EvacuationFlags flags,
      HistoryArchive history,
      Supplier<Optional<Duration>> clockOffset,
      CopiesBeside copies,
      Runnable join) {}

  /** The cycles of a region. Nothing is asked yet. */
  public RegionCycles(Topology topology, String region, Ports ports, InstantSource clock) {
    this.topology = topology;
    this.fleet = topology.fleet();
    this.region = region;
    this.ports = ports;
    this.clock = clock;
    this.prober = new GatewayProber(clock);
  }

  /** What one tick saw and did. */
  public record Ticked(ProbeReport seen, SteerReport steered) {}

  /** One tick, within the time of an invocation. Every call has ended when it returns. */
  public Ticked run(Invocation invocation, Notifier notifier) {
    ports.copies().begin(invocation);
    try {
      return steered(invocation, notifier);
    } finally {
      ports.copies().join(invocation);
    }
  }

  private Ticked steered(Invocation invocation, Notifier notifier) {
    Supplier<String> ids = ids();
    // The invocation's time is the bound: a cold start may take longer than the interval.
    Instant until = invocation.until();
    ProbeReport seen =
        new ProbeCycle(fleet, new ProbeCycle.Observer(region, ids.get()), probePorts())
            .run(clock.instant(), until);
    SteerReport report =
        new SteerCycle(fleet, steerPorts(notifier), ids)
            .run(clock.instant().plus(seen.clockOffset()), until);
    new ArchiveCycle(ports.register(), ports.history(), ids).run(report, until);
    troubles.note(report);
    ports.join().run();
    return new Ticked(seen, report);
  }

  /** Orders that targets refused, a sentence by subject. */
  public SortedMap<String, String> findings() {
    return troubles.findings();
  }

  /** Copies of artifact sets that could not be seen, a sentence by subject. */
  public SortedMap<String, String> unseenCopies() {
    return ports.copies().findings();
  }

  /** Ids from the operating system at the moment of use: none is shared with a clone. */
  private static Supplier<String> ids() {
    AttemptIds random = new AttemptIds();
    return () -> random.get().toString();
  }

  private SteerCycle.Ports steerPorts(Notifier notifier) {
    return new SteerCycle.Ports(
        ports.register(),
        ports.observations(),
        ports.addresses(),
        ports.director(),
        ports.flags(),
        notifier,
        (_, _) -> {},
        NewPath.probed(fleet, region, prober),
        threads);
  }

  private ProbeCycle.Ports probePorts() {
    return new ProbeCycle.Ports(
        prober,
        new Anchors(prober, topology.anchors(), null, ports.clockOffset()),
        ports.own(),
        ports.copies());
  }

  @Override
  public void close() {
    prober.close();
    threads.close();
  }
}
