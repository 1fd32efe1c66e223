package io.fairlead.wiring.local;

import io.fairlead.fleet.Cloud;
import io.fairlead.local.client.ClientSettings;
import io.fairlead.local.flag.EdgeFlags;
import io.fairlead.wiring.region.FleetPorts;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.region.RegionAdapters;
import io.fairlead.wiring.topology.Topology;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Local regions as one technology among others. */
public final class LocalAdapters implements RegionAdapters {
  /** How long an operator waits for one edge; ticks, which come again, wait less. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Override
  public Set<Cloud> clouds() {
    return Set.of(Cloud.LOCAL);
  }

  @Override
  public FleetPorts open(Topology topology, Opening opening) {
    LocalPorts ports = new LocalPorts(topology, caller(topology, opening), opening.clock());
    EdgeFlags flags = ports.flags();
    return new FleetPorts(
        ports.register(),
        ports.observations(),
        ports.addresses(),
        ports.director(),
        flags,
        ports.history(),
        flags,
        ports::clockOffset,
        TreeMap::new,
        ports::close);
  }

  private static LocalPorts.Caller caller(Topology topology, Opening opening) {
    String region = opening.region();
    if (region == null) {
      return new LocalPorts.Caller(topology.edges().firstKey(), opening.by(), null, PATIENCE);
    }
    Duration timeout = ClientSettings.timeoutOfTicks(topology.fleet().safety().probe().interval());
    return new LocalPorts.Caller(region, opening.by(), from(topology, region), timeout);
  }

  private static @Nullable InetAddress from(Topology topology, String region) {
    String from = topology.fleet().region(region).observer().from();
    try {
      return from == null ? null : InetAddress.getByName(from);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "observer.from of " + region + " is no address: " + from, e);
    }
  }
}
