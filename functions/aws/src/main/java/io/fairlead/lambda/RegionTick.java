package io.fairlead.lambda;

import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.ProbeReport;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.gateway.Anchors;
import io.fairlead.gateway.GatewayProber;
import io.fairlead.port.Notifier;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.aws.FlagLine;
import io.fairlead.wiring.aws.TargetFindings;
import io.fairlead.wiring.notice.OrderTroubles;
import io.fairlead.wiring.register.AttemptIds;
import io.fairlead.wiring.register.VirtualThreads;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Probes and steers for one region of one topology. What lasts between invocations is clients,
 * threads and what Route 53's director remembers; whoever observes is new each time, so that a
 * process thawed from a snapshot, or frozen between two calls, takes nothing of itself for news.
 */
final class RegionTick implements AutoCloseable {
  private final Topology topology;
  private final Fleet fleet;
  private final String region;
  private final AwsPorts ports;
  private final GatewayProber prober;
  private final OrderTroubles troubles = new OrderTroubles();
  private final VirtualThreads threads = new VirtualThreads();
  private final InstantSource clock;
  private final Made made;
  private final ProbeCycle.Ports probe;

  /** Ports that are made once, because they remember or cost time to make. */
  private record Made(
      Register register,
      Observations observations,
      ElasticIpMover addresses,
      Route53Director director,
      SeenFlags flags) {
    TargetFindings findings() {
      return new TargetFindings(addresses, director);
    }
  }

  RegionTick(Topology topology, String region, AwsClients clients) {
    this.topology = topology;
    this.fleet = topology.fleet();
    this.region = region;
    this.clock = clients.access().clock();
    this.ports = new AwsPorts(topology, new AwsPorts.Caller(region, "fairlead"), clients);
    this.prober = new GatewayProber(clock);
    this.made =
        new Made(
            ports.register(),
            ports.observations(),
            ports.addresses(),
            ports.director(),
            new SeenFlags(ports.flags(), clients::time));
    this.probe = probePorts(clients);
  }

  /** What it ticks by. */
  Topology topology() {
    return topology;
  }

  /**
   * What is amiss with the targets, and what they refuse, by the last ticks, a sentence by subject.
   */
  SortedMap<String, String> findings() {
    SortedMap<String, String> findings = made.findings().all();
    findings.putAll(troubles.findings());
    return findings;
  }

  /** Those of them that people are told. */
  SortedMap<String, String> lastingFindings() {
    SortedMap<String, String> lasting = made.findings().lasting(region);
    lasting.putAll(troubles.findings());
    return lasting;
  }

  /** What health checks cannot see of the region's own flag store; empty where they can. */
  String flagLine(Invocation invocation) {
    if (!ports.scope(region).privateFlags()) {
      return "";
    }
    return FlagLine.of(
        fleet.name(), region, fleet.regionGroups(), made.flags().atEnd(invocation.until()));
  }

  /** What one tick saw and did. */
  record Ticked(ProbeReport seen, SteerReport steered) {}

  /** One tick, within the time of an invocation. Every call has ended when it returns. */
  Ticked run(Invocation invocation, Notifier notifier) {
    Supplier<String> ids = ids();
    made.flags().forget();
    // The invocation's time is the bound: a cold start may take longer than the interval.
    Instant until = invocation.until();
    ProbeReport seen =
        new ProbeCycle(fleet, new ProbeCycle.Observer(region, ids.get()), probe)
            .run(clock.instant(), until);
    SteerReport report =
        new SteerCycle(fleet, steerPorts(notifier), ids)
            .run(clock.instant().plus(seen.clockOffset()), until);
    new ArchiveCycle(made.register(), ports.history(), ids).run(report, until);
    troubles.note(report);
    ports.join();
    return new Ticked(seen, report);
  }

  /** Ids from the operating system at the moment of use: none is shared with a clone. */
  private static Supplier<String> ids() {
    AttemptIds random = new AttemptIds();
    return () -> random.get().toString();
  }

  private SteerCycle.Ports steerPorts(Notifier notifier) {
    return new SteerCycle.Ports(
        made.register(),
        made.observations(),
        made.addresses(),
        made.director(),
        made.flags(),
        notifier,
        (_, _) -> {},
        NewPath.probed(fleet, region, prober),
        threads);
  }

  private ProbeCycle.Ports probePorts(AwsClients clients) {
    List<String> anchors = topology.anchors();
    return new ProbeCycle.Ports(
        prober,
        new Anchors(prober, anchors, null, clients::clockOffset),
        ports.ownObservations(region));
  }

  @Override
  public void close() {
    prober.close();
    ports.close();
    threads.close();
  }
}
