package io.fairlead.cli.run;

import io.fairlead.fleet.AddressId;
import io.fairlead.local.edge.EdgeServer;
import io.fairlead.wiring.local.LocalEdges;
import io.fairlead.wiring.topology.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The edges and runs of a fleet in this process, over real sockets, put together as their commands
 * do it. Time passes by rounds: in each the clock goes on by one interval, and every run ticks.
 */
final class TickedFleet implements AutoCloseable {
  private static final Pulse.Beat WHOLE = new Pulse.Beat.Interval(0, 1, 1);

  private final Topology topology;
  private final SortedMap<String, Region> regions = new TreeMap<>();
  private volatile Instant now = Instant.parse("2026-03-01T03:12:08Z");

  /** Its edges serve and its runs are about to tick. */
  TickedFleet(Topology topology) throws IOException {
    this.topology = topology;
    for (String name : topology.fleet().regions().keySet()) {
      EdgeServer edge = EdgeServer.start(LocalEdges.settings(topology, name), () -> now);
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      StatusServer status = new StatusServer(name, any, Duration.ofMinutes(2), System::nanoTime);
      RunAssembly run = new RunAssembly(topology, topology.fleet(), name, status, () -> now);
      regions.put(name, new Region(edge, status, run));
    }
  }

  /** What a region has of ours. */
  private record Region(EdgeServer edge, StatusServer status, RunAssembly run)
      implements AutoCloseable {
    @Override
    public void close() {
      run.close();
      status.close();
      edge.close();
    }
  }

  /** An address is on a node. */
  void attach(AddressId address, String node) {
    Attached.to(node, address, topology, now);
  }

  /** An interval passes, and every run that is alive ticks; one after the other. */
  void round() {
    round(regions.keySet().toArray(String[]::new));
  }

  /** The same, where only some runs tick. */
  void round(String... some) {
    now = now.plus(topology.fleet().safety().probe().interval());
    for (String region : some) {
      Objects.requireNonNull(regions.get(region)).run().daemon().tick(WHOLE);
    }
  }

  /** A region loses its edge and its run. */
  void darken(String region) {
    Objects.requireNonNull(regions.remove(region)).close();
  }

  /** What a run answers at a path of its HTTP. */
  String answer(String region, String path) throws IOException, InterruptedException {
    StatusServer status = Objects.requireNonNull(regions.get(region)).status();
    URI uri = URI.create("http://127.0.0.1:" + status.address().getPort() + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  @Override
  public void close() {
    List.copyOf(regions.values()).forEach(Region::close);
  }
}
