package io.fairlead.lambda;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.port.Notifier;
import io.fairlead.wiring.aws.AwsPorts;
import io.fairlead.wiring.aws.FlagLine;
import io.fairlead.wiring.aws.TargetFindings;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.RegionCycles;
import io.fairlead.wiring.topology.Topology;
import java.util.SortedMap;

/** A tick's cycles over the ports of AWS, which remember what Route 53's director read. */
final class RegionTick implements AutoCloseable {
  private final Topology topology;
  private final String region;
  private final AwsPorts ports;
  private final SeenFlags flags;
  private final TargetFindings findings;
  private final RegionCycles cycles;

  RegionTick(Topology topology, String region, AwsClients clients) {
    this.topology = topology;
    this.region = region;
    this.ports = new AwsPorts(topology, new AwsPorts.Caller(region, "fairlead"), clients);
    this.flags = new SeenFlags(ports.flags(), clients::time);
    var addresses = ports.addresses();
    var director = ports.director();
    this.findings = new TargetFindings(addresses, director);
    this.cycles =
        new RegionCycles(
            topology,
            region,
            new RegionCycles.Ports(
                ports.register(),
                ports.ownObservations(region),
                ports.observations(),
                addresses,
                director,
                flags,
                ports.history(),
                clients::clockOffset,
                ports::join),
            clients.access().clock());
  }

  /** What it ticks by. */
  Topology topology() {
    return topology;
  }

  /**
   * What is amiss with the targets, and what they refuse, by the last ticks, a sentence by subject.
   */
  SortedMap<String, String> findings() {
    SortedMap<String, String> all = findings.all();
    all.putAll(cycles.findings());
    return all;
  }

  /** Those of them that people are told. */
  SortedMap<String, String> lastingFindings() {
    SortedMap<String, String> lasting = findings.lasting(region);
    lasting.putAll(cycles.findings());
    return lasting;
  }

  /** What health checks cannot see of the region's own flag store; empty where they can. */
  String flagLine(Invocation invocation) {
    if (!ports.scope(region).privateFlags()) {
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
