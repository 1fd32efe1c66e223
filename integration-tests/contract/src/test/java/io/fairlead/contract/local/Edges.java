package io.fairlead.contract.local;

import io.fairlead.local.client.ClientSettings;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.edge.EdgePlace;
import io.fairlead.local.edge.EdgeServer;
import io.fairlead.local.edge.EdgeSettings;
import io.fairlead.local.relay.RelayLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Three edges on loopback addresses of their own, which can be stopped and started one by one. */
final class Edges implements AutoCloseable {
  static final String FLEET = "three-regions";
  static final String ZONE = "demo.test";
  static final List<String> REGIONS = List.of("eu-north", "eu-west", "us-east");

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final int DNS_PORT = 5300;
  private static final int HTTP_PORT = 5380;

  private final Path folder;
  private final int network = (int) (ProcessHandle.current().pid() % 200) + 20;
  private final int subnet = NEXT.incrementAndGet() % 80 * 3;
  private final SortedMap<String, EdgePlace> places = new TreeMap<>();
  private final SortedMap<String, EdgeServer> running = new TreeMap<>();

  Edges(Path folder) {
    this.folder = folder;
    for (String region : REGIONS) {
      String host = address(region, 53);
      places.put(
          region,
          new EdgePlace(
              new InetSocketAddress(host, DNS_PORT), new InetSocketAddress(host, HTTP_PORT)));
    }
    REGIONS.forEach(this::start);
  }

  /** An address of a region's own network. */
  String address(String region, int host) {
    return "127." + network + "." + (subnet + REGIONS.indexOf(region) + 1) + "." + host;
  }

  SortedMap<String, EdgePlace> places() {
    return places;
  }

  EdgeSettings settings(String region) {
    SortedMap<String, List<String>> addresses = new TreeMap<>();
    addresses.put("front", List.of(address(region, 100)));
    SortedMap<String, String> nodes = new TreeMap<>();
    nodes.put("gw-1", address(region, 11));
    nodes.put("gw-2", address(region, 12));
    return new EdgeSettings(
        FLEET,
        region,
        places,
        folder.resolve(region),
        new TreeSet<>(List.of(ZONE)),
        addresses,
        new TreeSet<>(List.of(8080)),
        nodes,
        null,
        RelayLimits.DEFAULTS);
  }

  void start(String region) {
    running.put(region, EdgeServer.start(settings(region), InstantSource.system()));
  }

  void stop(String region) {
    EdgeServer server = running.remove(region);
    if (server != null) {
      server.close();
    }
  }

  EdgeClient client() {
    return client(InstantSource.system());
  }

  /** A client on a machine with a clock of its own. */
  EdgeClient client(InstantSource clock) {
    SortedMap<String, URI> bases = new TreeMap<>();
    places.forEach((region, place) -> bases.put(region, place.base()));
    return new EdgeClient(
        new ClientSettings(FLEET, bases, null, null, Duration.ofSeconds(5), clock));
  }

  @Override
  public void close() throws IOException {
    List.copyOf(running.keySet()).forEach(this::stop);
  }
}
