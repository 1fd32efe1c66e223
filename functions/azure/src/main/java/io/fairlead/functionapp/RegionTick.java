package io.fairlead.functionapp;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.observe.BlobObservations;
import io.fairlead.port.Notifier;
import io.fairlead.port.Observations;
import io.fairlead.wiring.artifact.Stores;
import io.fairlead.wiring.azure.Containers;
import io.fairlead.wiring.function.CopiesBeside;
import io.fairlead.wiring.function.Invocation;
import io.fairlead.wiring.function.RegionCycles;
import io.fairlead.wiring.function.TickEntries;
import io.fairlead.wiring.json.ObservationCodec;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Topology;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tick's cycles over the ports that a topology's technology opens. */
final class RegionTick implements AutoCloseable {
  private final Topology topology;
  private final String region;
  private final FleetPorts ports;
  private final SlotGate gate;
  private final Receivers receivers;
  private final RegionCycles cycles;

  /**
   * Whose tick it is, and how it reaches what is beside the ports.
   *
   * @param stores where copies of artifact sets are seen
   */
  record Place(
      String region,
      AzureClients clients,
      Map<String, String> environment,
      InstantSource clock,
      Stores stores) {}

  RegionTick(Topology topology, FleetPorts ports, CloudScope.Azure scope, Place place) {
    this.topology = topology;
    this.region = place.region();
    this.ports = ports;
    BlobObjects state = Containers.state(place.clients(), region, scope);
    this.gate = new SlotGate(state, topology.fleet().name(), region);
    this.receivers = new Receivers(topology, region, place.environment(), place.clock());
    TickEntries entries =
        new TickEntries(region, own(topology, region, state), ports.observations());
    this.cycles =
        new RegionCycles(
            topology,
            region,
            new RegionCycles.Ports(
                ports.register(),
                entries.own(),
                entries.all(),
                ports.addresses(),
                ports.director(),
                ports.flags(),
                ports.history(),
                // The slot has just been taken by these, and the own entry asked for.
                () -> place.clients().clockOffset().or(ports.clockOffset()),
                new CopiesBeside(topology, region, place.stores()),
                ports.join()),
            place.clock());
  }

  /** Its own entry alone: what others wrote is read once a tick, by the cycle that steers. */
  private static Observations own(Topology topology, String region, BlobObjects state) {
    return new BlobObservations(
        new TreeMap<>(Map.of(region, state)), topology.fleet().name(), new ObservationCodec());
  }

  /** What it ticks by. */
  Topology topology() {
    return topology;
  }

  SlotGate gate() {
    return gate;
  }

  Receivers receivers() {
    return receivers;
  }

  /** What is amiss by the last ticks, a sentence by subject. */
  SortedMap<String, String> findings() {
    SortedMap<String, String> all = amiss();
    all.putAll(cycles.unseenCopies());
    return all;
  }

  private SortedMap<String, String> amiss() {
    SortedMap<String, String> all = ports.findings().get();
    all.putAll(cycles.findings());
    return all;
  }

  /** Those that this region tells people: of its own addresses, which every region looks after. */
  SortedMap<String, String> lastingFindings() {
    SortedMap<String, String> lasting = amiss();
    lasting
        .keySet()
        .removeIf(
            subject ->
                subject.startsWith("address/") && !subject.startsWith("address/" + region + "/"));
    return lasting;
  }

  /** One tick, within the time of an invocation. Every call has ended when it returns. */
  RegionCycles.Ticked run(Invocation invocation, Notifier notifier) {
    return cycles.run(invocation, notifier);
  }

  @Override
  public void close() {
    cycles.close();
    ports.close();
  }
}
