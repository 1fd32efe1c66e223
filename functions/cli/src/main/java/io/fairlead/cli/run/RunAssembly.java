package io.fairlead.cli.run;

import io.fairlead.cli.fleet.OpenFleet;
import io.fairlead.cycle.AppliedStep;
import io.fairlead.cycle.ArchiveCycle;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.Reports;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.gateway.Anchors;
import io.fairlead.gateway.GatewayProber;
import io.fairlead.gateway.HeldConnections;
import io.fairlead.health.Coverage;
import io.fairlead.port.Notifier;
import io.fairlead.port.SelfTest;
import io.fairlead.wiring.notice.OrderTroubles;
import io.fairlead.wiring.notice.WebhookNotifier;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.register.VirtualThreads;
import io.fairlead.wiring.topology.NotifySetting;
import io.fairlead.wiring.topology.Secret;
import io.fairlead.wiring.topology.Topology;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a run together: ports, cycles, pulse; closing it closes them. */
final class RunAssembly implements AutoCloseable {
  private final FleetPorts ports;
  private final OrderTroubles troubles = new OrderTroubles();
  private final VirtualThreads threads = new VirtualThreads();

  /** Idle connections held at most: two a node and address of a large fleet. */
  private static final int HELD_LIMIT = 10_000;

  private final GatewayProber prober;
  private final List<NoticeQueue> queues;
  private final HeldConnections held;
  private final Daemon daemon;
  private final TickLog log;
  private final Untried untried;
  private final CopyWatch copies;
  private final DatabaseWatch databases;

  RunAssembly(
      Topology topology, Fleet fleet, String region, StatusServer status, InstantSource clock) {
    this.log = new TickLog(region);
    this.untried = untried(log);
    this.copies = CopyWatch.of(topology, region, clock, log::warn);
    this.databases = DatabaseWatch.of(topology, region, clock, log::warn);
    this.ports = OpenFleet.ports(topology, new Opening("fairlead", clock, region));
    this.prober = new GatewayProber(clock);
    this.queues = queues(topology, clock, log);
    Spread spread =
        Spread.over(new Coverage(fleet).targetsOf(region), fleet.safety().probe().interval());
    Pulse pulse = pulse(fleet, region, spread, clock);
    this.held = new HeldConnections(pulse::wake, HELD_LIMIT);
    ProbeCycle probe =
        new ProbeCycle(
            fleet,
            new ProbeCycle.Observer(region, UUID.randomUUID().toString()),
            probing(topology, fleet.region(region).observer().from(), clock));
    SteerCycle steer =
        new SteerCycle(
            fleet,
            new SteerCycle.Ports(
                ports.register(),
                ports.observations(),
                ports.addresses(),
                ports.director(),
                ports.flags(),
                this::tell,
                logged(fleet.name(), status),
                NewPath.probed(fleet, region, prober),
                threads),
            () -> UUID.randomUUID().toString());
    this.daemon =
        new Daemon(
            new Daemon.Parts(
                fleet,
                spread,
                probe,
                steer,
                new ArchiveCycle(
                    ports.register(), ports.history(), () -> UUID.randomUUID().toString()),
                pulse,
                clock,
                () -> status.untried(untried.round(prober.takeProblems())),
                log::failed));
  }

  private static Untried untried(TickLog log) {
    return new Untried(
        problem -> log.warn("cannot be probed from here: " + problem),
        problem -> log.info("can be probed from here again: " + problem));
  }

  private static Pulse pulse(Fleet fleet, String region, Spread spread, InstantSource clock) {
    List<String> observers = List.copyOf(fleet.regions().keySet());
    return new Pulse(
        clock,
        fleet.safety().probe().interval(),
        new Pulse.Place(observers.indexOf(region), observers.size()),
        spread.parts());
  }

  Daemon daemon() {
    return daemon;
  }

  private ProbeCycle.Ports probing(Topology topology, @Nullable String from, InstantSource clock) {
    return new ProbeCycle.Ports(
        new HoldingProber(prober, held),
        selfTest(topology, from, clock),
        ports.observations(),
        copies,
        databases);
  }

  private SelfTest selfTest(Topology topology, @Nullable String from, InstantSource clock) {
    return new ClockWatch(
        new Anchors(prober, topology.anchors(), from, ports.clockOffset()),
        ports.observations(),
        clock,
        System::nanoTime);
  }

  private static List<NoticeQueue> queues(Topology topology, InstantSource clock, TickLog log) {
    List<NoticeQueue> queues = new ArrayList<>();
    for (NotifySetting setting : topology.notices()) {
      switch (setting) {
        case NotifySetting.Webhook(Secret url, var on) ->
            queues.add(
                new NoticeQueue(
                    new WebhookNotifier(URI.create(url.value()), on, clock, log::warn),
                    clock,
                    log::warn));
        case NotifySetting.Topic topic ->
            log.warn(topic.arn() + " gets no notices from here: functions in AWS publish to it");
        case NotifySetting.EventGrid topic ->
            log.warn(
                topic.endpoint() + " gets no notices from here: functions in Azure publish to it");
      }
    }
    return queues;
  }

  private void tell(List<Notifier.Notice> notices, Instant deadline) {
    queues.forEach(each -> each.send(notices, deadline));
  }

  /** One log line a tick that changed something or could not steer; metrics for every tick. */
  private Reports logged(String fleet, StatusServer status) {
    return (SteerReport report, Instant deadline) -> {
      status.publish(report, deadline);
      List<AppliedStep> fresh = troubles.note(report);
      fresh.forEach(log::refused);
      List<Notifier.Notice> notices = OrderTroubles.notices(fleet, fresh, report.at());
      if (!notices.isEmpty()) {
        tell(notices, deadline);
      }
      log.ended(report);
    };
  }

  @Override
  public void close() {
    copies.close();
    databases.close();
    held.close();
    prober.close();
    ports.close();
    threads.close();
    queues.forEach(NoticeQueue::close);
  }
}
