package io.fairlead.cli.run;

import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.Reports;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.fleet.Fleet;
import io.fairlead.gateway.Anchors;
import io.fairlead.gateway.GatewayProber;
import io.fairlead.gateway.HeldConnections;
import io.fairlead.port.Notifier;
import io.fairlead.port.SelfTest;
import io.fairlead.wiring.local.LocalPorts;
import io.fairlead.wiring.notice.WebhookNotifier;
import io.fairlead.wiring.topology.Topology;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a run together: ports, cycles, pulse; closing it closes them. */
final class RunAssembly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("fairlead.run");

  private final LocalPorts ports;

  /** Idle connections held at most: two a node and address of a large fleet. */
  private static final int HELD_LIMIT = 10_000;

  private final GatewayProber prober;
  private final HeldConnections held;
  private final Daemon daemon;

  RunAssembly(
      Topology topology, Fleet fleet, String region, StatusServer status, InstantSource clock) {
    this.ports =
        new LocalPorts(
            topology, new LocalPorts.Caller(region, "fairlead", from(fleet, region)), clock);
    this.prober = new GatewayProber(clock);
    List<String> observers = List.copyOf(fleet.regions().keySet());
    Pulse pulse =
        new Pulse(
            clock, fleet.safety().probe().interval(), observers.indexOf(region), observers.size());
    this.held = new HeldConnections(pulse::wake, HELD_LIMIT);
    ProbeCycle probe =
        new ProbeCycle(
            fleet,
            new ProbeCycle.Observer(region, UUID.randomUUID().toString()),
            new ProbeCycle.Ports(
                new HoldingProber(prober, held),
                selfTest(topology, fleet.region(region).observer().from()),
                ports.observations()));
    SteerCycle steer =
        new SteerCycle(
            fleet,
            new SteerCycle.Ports(
                ports.register(),
                ports.observations(),
                ports.addresses(),
                ports.director(),
                ports.flags(),
                notifier(topology, clock),
                logged(status)),
            () -> UUID.randomUUID().toString());
    this.daemon =
        new Daemon(
            new Daemon.Parts(
                fleet,
                probe,
                steer,
                pulse,
                clock,
                failure -> LOG.error("the tick failed, the next one tries again", failure)));
  }

  Daemon daemon() {
    return daemon;
  }

  private SelfTest selfTest(Topology topology, @Nullable String from) {
    return new Anchors(
        prober,
        topology.anchors(),
        from,
        deadline -> ports.clockOffset(deadline).orElse(Duration.ZERO));
  }

  private static @Nullable InetAddress from(Fleet fleet, String region) {
    String from = fleet.region(region).observer().from();
    try {
      return from == null ? null : InetAddress.getByName(from);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "observer.from of " + region + " is no address: " + from, e);
    }
  }

  private static Notifier notifier(Topology topology, InstantSource clock) {
    List<Notifier> all = new ArrayList<>();
    topology
        .notices()
        .forEach(
            setting ->
                all.add(
                    new WebhookNotifier(
                        URI.create(setting.webhook().value()), setting.on(), clock, LOG::warn)));
    return (notices, deadline) -> all.forEach(each -> each.send(notices, deadline));
  }

  /** One log line a tick that changed something or could not steer; metrics for every tick. */
  private static Reports logged(StatusServer status) {
    return (SteerReport report, Instant deadline) -> {
      status.publish(report, deadline);
      report
          .lines()
          .forEach(
              line ->
                  LOG.info(
                      "epoch {} {} {} {} by {}",
                      line.epoch(),
                      line.kind(),
                      line.subject(),
                      line.text(),
                      line.by()));
      if (!report.outcome().steered()) {
        LOG.warn("did not steer: {}", report.outcome().text());
      }
    };
  }

  @Override
  public void close() {
    held.close();
    prober.close();
    ports.close();
  }
}
