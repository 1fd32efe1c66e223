package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.fleet.Cloud;
import io.fairlead.port.Notifier;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.aws.AwsParts;
import io.fairlead.wiring.aws.AwsPassport;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.aws.FlagLine;
import io.fairlead.wiring.aws.TargetFindings;
import io.fairlead.wiring.function.CopiesBeside;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.RegionCycles;
import io.fairlead.wiring.region.CloudAdapters;
import io.fairlead.wiring.region.FleetParts;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.MixedAdapters;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.Technologies;
import io.fairlead.wiring.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A tick's cycles over the ports of AWS, which remember what Route 53's director read, and over
 * what other clouds bring to a fleet that is in them, too.
 */
final class RegionTick implements AutoCloseable {
  private static final String BY = "fairlead";

  private final Topology topology;
  private final String region;
  private final AwsPorts own;
  private final TargetFindings targets;
  private final FleetPorts ports;
  private final SeenFlags flags;
  private final RegionCycles cycles;

  /** A tick's cycles; copies of artifact sets are seen in these stores. */
  RegionTick(Topology topology, Settings settings, AwsClients clients, Stores stores) {
    this.topology = topology;
    this.region = settings.region();
    this.own = new AwsPorts(topology, new AwsPorts.Caller(region, BY), clients);
    this.targets = new TargetFindings(own.addresses(), own.director());
    this.ports = others(topology).isEmpty() ? alone() : beside(settings);
    this.flags = new SeenFlags(ports.flags(), clients::time);
    this.cycles =
        new RegionCycles(
            topology,
            region,
            new RegionCycles.Ports(
                ports.register(),
                own.ownObservations(region),
                ports.observations(),
                ports.addresses(),
                ports.director(),
                flags,
                ports.history(),
                // The slot and the own entry have just been asked for by these.
                () -> clients.clockOffset().or(ports.clockOffset()),
                new CopiesBeside(topology, region, stores),
                ports.join()),
            clients.access().clock());
  }

  /** One sentence where this package cannot serve a topology; empty = it can. */
  static Optional<String> objection(Topology topology) {
    Set<Cloud> others = others(topology);
    return others.isEmpty() || Technologies.of(others).size() == others.size()
        ? Optional.empty()
        : Optional.of(Technologies.missing(topology));
  }

  private static Set<Cloud> others(Topology topology) {
    Set<Cloud> others = Technologies.needed(topology);
    others.remove(Cloud.AWS);
    return others;
  }

  private FleetPorts alone() {
    S3Flags every = own.flags();
    return new FleetPorts(
        own.register(),
        own.observations(),
        targets.mover(),
        targets.director(),
        every,
        own.history(),
        every,
        own.clients()::clockOffset,
        targets::all,
        own::join,
        own::close);
  }

  private FleetPorts beside(Settings settings) {
    Opening opening =
        new Opening(
            BY,
            own.clients().access().clock(),
            region,
            List.of(new AwsPassport(own.clients(), settings.location())));
    List<FleetParts> parts = new ArrayList<>();
    parts.add(AwsParts.of(topology, own, targets, own::close));
    for (CloudAdapters each : Technologies.of(others(topology))) {
      parts.add(each.parts(topology, opening));
    }
    return MixedAdapters.over(topology, parts);
  }

  /** What it ticks by. */
  Topology topology() {
    return topology;
  }

  /**
   * What is amiss with the targets, and what they refuse, by the last ticks, a sentence by subject.
   */
  SortedMap<String, String> findings() {
    SortedMap<String, String> all = ports.findings().get();
    all.putAll(cycles.findings());
    all.putAll(cycles.unseenCopies());
    return all;
  }

  /** Those of them that people are told. */
  SortedMap<String, String> lastingFindings() {
    SortedMap<String, String> lasting = targets.lasting(region, ports.findings().get());
    lasting.putAll(cycles.findings());
    return lasting;
  }

  /** What health checks cannot see of the region's own flag store; empty where they can. */
  String flagLine(Invocation invocation) {
    if (!own.scope(region).privateFlags()) {
      return "";
    }
    return FlagLine.of(
        topology.fleet().name(),
        region,
        topology.fleet().regionGroups(),
        flags.atEnd(invocation.until()));
  }

  /** One tick, within the time of an invocation. Every call has ended when it returns. */
  RegionCycles.Ticked run(Invocation invocation, Notifier notifier) {
    flags.forget();
    return cycles.run(invocation, notifier);
  }

  @Override
  public void close() {
    cycles.close();
    ports.close();
  }
}
