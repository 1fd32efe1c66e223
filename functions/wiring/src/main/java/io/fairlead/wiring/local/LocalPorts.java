package io.fairlead.wiring.local;

import io.fairlead.local.cell.BoundedHttp;
import io.fairlead.local.cell.HttpCell;
import io.fairlead.local.client.ClientSettings;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.flag.EdgeFlags;
import io.fairlead.local.history.EdgeHistory;
import io.fairlead.local.http.HttpApi;
import io.fairlead.local.observe.EdgeObservations;
import io.fairlead.local.relay.EdgeAddressMover;
import io.fairlead.local.zone.EdgeTrafficDirector;
import io.fairlead.port.AddressMover;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.port.TrafficDirector;
import io.fairlead.quorum.CasCell;
import io.fairlead.wiring.json.HistoryPageCodec;
import io.fairlead.wiring.json.ObservationCodec;
import io.fairlead.wiring.register.Registers;
import io.fairlead.wiring.register.VirtualThreadFanOut;
import io.fairlead.wiring.topology.Topology;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every port of a fleet of local regions, over HTTP to their edges. Nothing is connected yet. */
public final class LocalPorts implements AutoCloseable {
  private final Topology topology;
  private final Caller caller;
  private final EdgeClient edges;
  private final BoundedHttp cells;
  private final VirtualThreadFanOut fanOut = new VirtualThreadFanOut();

  /**
   * Who calls.
   *
   * @param region whose observer; an operator names any region with an edge
   * @param by written into flags: {@code fairlead}, or the operator's name
   * @param from source address of its calls; absent = the system's choice
   * @param timeout of one call; a person waits longer than a tick does
   */
  public record Caller(String region, String by, @Nullable InetAddress from, Duration timeout) {}

  /** The ports of a topology for one caller. */
  public LocalPorts(Topology topology, Caller caller, InstantSource clock) {
    this.topology = topology;
    this.caller = caller;
    String token = LocalEdges.token(topology);
    this.edges =
        new EdgeClient(
            new ClientSettings(
                topology.fleet().name(),
                LocalEdges.bases(topology),
                caller.from(),
                token,
                caller.timeout(),
                clock));
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put(HttpApi.FLEET, topology.fleet().name());
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    this.cells =
        new BoundedHttp(new BoundedHttp.Settings(caller.timeout(), clock, caller.from(), headers));
  }

  /** The register in the cells of the edges that the topology names. */
  public Register register() {
    List<CasCell> all = topology.state().cells().stream().map(this::cell).toList();
    return Registers.over(all, fanOut, topology.fleet().name());
  }

  private CasCell cell(String region) {
    URI base = edges.settings().edges().get(region);
    if (base == null) {
      throw new IllegalArgumentException("region " + region + " has a cell but no edge");
    }
    return new HttpCell(base.resolve("/cell"), region, cells);
  }

  /** The observers' entries. */
  public Observations observations() {
    return new EdgeObservations(edges, caller.region(), new ObservationCodec());
  }

  /** Floating addresses. */
  public AddressMover addresses() {
    return new EdgeAddressMover(edges);
  }

  /** DNS weights. */
  public TrafficDirector director() {
    return new EdgeTrafficDirector(edges, topology.fleet().zones());
  }

  /** Evacuation flags. */
  public EdgeFlags flags() {
    return new EdgeFlags(edges, caller.by());
  }

  /** Where lines of history go before the register lets go of them. */
  public HistoryArchive history() {
    return new EdgeHistory(edges, new HistoryPageCodec());
  }

  /** The edges' clocks minus ours; empty where none has answered yet. */
  public Optional<Duration> clockOffset() {
    return edges.clockOffset();
  }

  @Override
  public void close() {
    edges.close();
    cells.close();
    fanOut.close();
  }
}
