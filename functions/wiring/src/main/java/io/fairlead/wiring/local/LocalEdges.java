package io.fairlead.wiring.local;

import io.fairlead.local.edge.EdgePlace;
import io.fairlead.local.edge.EdgeSettings;
import io.fairlead.wiring.topology.HostPort;
import io.fairlead.wiring.topology.Secret;
import io.fairlead.wiring.topology.Topology;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the edges of a topology are, and what each one is told. */
public final class LocalEdges {
  private LocalEdges() {}

  /** Base of every edge's HTTP resources, by region. */
  public static SortedMap<String, URI> bases(Topology topology) {
    SortedMap<String, URI> bases = new TreeMap<>();
    topology
        .edges()
        .forEach((region, edge) -> bases.put(region, URI.create("http://" + edge.http())));
    return bases;
  }

  /**
   * What the edge of a region is told; its files are below the state directory.
   *
   * @throws IllegalArgumentException when the region has no edge, or an edge no usable address
   */
  public static EdgeSettings settings(Topology topology, String region) {
    SortedMap<String, EdgePlace> places = new TreeMap<>();
    topology
        .edges()
        .forEach(
            (name, edge) ->
                places.put(name, new EdgePlace(resolved(edge.dns()), resolved(edge.http()))));
    return EdgeSettings.of(
            topology.fleet(),
            region,
            places,
            topology.state().directory().resolve("edge-" + region))
        .withToken(token(topology));
  }

  /** What the edges' HTTP asks for; null = nothing. */
  static @Nullable String token(Topology topology) {
    Secret token = topology.state().token();
    return token == null ? null : token.value();
  }

  private static InetSocketAddress resolved(HostPort at) {
    try {
      return new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(at.host() + " is no address of this machine", e);
    }
  }
}
