package io.fairlead.local.edge;

import io.fairlead.local.cell.CellHandler;
import io.fairlead.local.cell.FolderCell;
import io.fairlead.local.client.ClientSettings;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.dns.DnsAnswerer;
import io.fairlead.local.dns.DnsServer;
import io.fairlead.local.dns.NameServers;
import io.fairlead.local.dns.ServedZones;
import io.fairlead.local.flag.FlagResource;
import io.fairlead.local.flag.FlagStore;
import io.fairlead.local.flag.FlagStores;
import io.fairlead.local.flag.FlagWatch;
import io.fairlead.local.flag.FreezeResource;
import io.fairlead.local.history.HistoryResource;
import io.fairlead.local.http.HttpApi;
import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Resource;
import io.fairlead.local.observe.ObservationResource;
import io.fairlead.local.observe.ObservationStore;
import io.fairlead.local.relay.RelayResource;
import io.fairlead.local.relay.Relays;
import io.fairlead.local.zone.CatchUp;
import io.fairlead.local.zone.ZoneResource;
import io.fairlead.local.zone.ZoneStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The local region's cloud: authoritative DNS, relays for its floating addresses, flags and its
 * observer's entry over HTTP. It keeps what it has across restarts and decides nothing.
 */
public final class EdgeServer implements AutoCloseable {
  private final EdgeSettings settings;
  private final EdgeFolder folder;
  private final InstantSource clock;
  private final Closing closing = new Closing();
  private final ServedZones served = new ServedZones();
  private final SortedMap<String, ZoneStore> zones = new TreeMap<>();

  private EdgeServer(EdgeSettings settings, EdgeFolder folder, InstantSource clock) {
    this.settings = settings;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Reads what the edge kept, binds everything, then serves. Either all of it runs or nothing does.
   *
   * @throws EdgeProblem when an address or port cannot be had
   * @throws io.fairlead.local.state.StateProblem when the folder or a file in it cannot be used
   */
  public static EdgeServer start(EdgeSettings settings, InstantSource clock) {
    EdgeFolder folder = EdgeFolder.open(settings);
    EdgeServer server = new EdgeServer(settings, folder, clock);
    server.closing.add(folder);
    boolean running = false;
    try {
      server.run();
      running = true;
      return server;
    } finally {
      if (!running) {
        server.close();
      }
    }
  }

  /** Where its floating addresses listen, where its DNS and its HTTP do. */
  public EdgePlace place() {
    return settings.place();
  }

  @Override
  public void close() {
    closing.close();
  }

  private void run() {
    for (String zone : settings.zones()) {
      zones.put(zone, new ZoneStore(zone, folder.file("zone", zone), served::serve));
    }
    CellHandler cell = new CellHandler(cell(), clock);
    FlagStore flags = new FlagStore(folder.file("flags", "all"));
    Relays relays =
        closing.add(
            new Relays(
                settings.floatingAddresses().keySet(),
                settings.nodes(),
                settings.limits(),
                folder.file("relays", "all")));
    HttpApi http =
        bound(
            "the edge's HTTP",
            settings.place().http(),
            at -> HttpApi.bind(at, new HttpApi.Guard(settings.fleet(), settings.token(), clock)));
    EdgeClient peers = closing.add(peers());
    FlagWatch watch =
        closing.add(
            new FlagWatch(
                settings.region(), FlagStores.among(settings.edges().keySet()), flags, peers));
    DnsAnswerer answerer =
        new DnsAnswerer(
            served,
            new DnsAnswerer.Parts(
                settings.fleet(),
                nameServers(),
                watch::raised,
                bound -> ThreadLocalRandom.current().nextInt(bound)));
    new CatchUp(settings.region(), peers).run(zones.values());
    watch.start();
    bound("the edge's DNS", settings.place().dns(), at -> DnsServer.start(at, answerer));
    listen(relays);
    http.mount("/cell", cell);
    http.start(resources(flags, relays));
  }

  private FolderCell cell() {
    try {
      return FolderCell.open(settings.directory().resolve("cell"), settings.region(), clock);
    } catch (IOException e) {
      throw new EdgeProblem("the edge's cell cannot be opened: " + e.getMessage(), e);
    }
  }

  private EdgeClient peers() {
    SortedMap<String, URI> peers = new TreeMap<>();
    settings.edges().forEach((region, place) -> peers.put(region, place.base()));
    return new EdgeClient(
        new ClientSettings(
            settings.fleet(),
            peers,
            settings.place().http().getAddress(),
            settings.token(),
            ClientSettings.LOCAL_TIMEOUT,
            clock));
  }

  private Map<String, Resource> resources(FlagStore flags, Relays relays) {
    ObservationStore observations =
        new ObservationStore(folder.file("observation", settings.region()));
    return Map.of(
        "zones", new ZoneResource(zones, clock),
        "relays", new RelayResource(relays, clock),
        "flags", new FlagResource(settings.fleet(), flags),
        "freeze", new FreezeResource(settings.fleet(), flags),
        "observations", new ObservationResource(settings.region(), observations, clock),
        "history", new HistoryResource(folder.history()),
        "healthz", _ -> health());
  }

  private Reply health() {
    return Reply.json(
        200,
        Json.object()
            .put("status", "ok")
            .put("fleet", settings.fleet())
            .put("region", settings.region()));
  }

  private NameServers nameServers() {
    SortedMap<String, InetAddress> byRegion = new TreeMap<>();
    settings.edges().forEach((region, place) -> byRegion.put(region, place.dns().getAddress()));
    return new NameServers(byRegion);
  }

  private void listen(Relays relays) {
    for (Map.Entry<String, List<String>> each : settings.floatingAddresses().entrySet()) {
      for (String address : each.getValue()) {
        for (int port : settings.ports()) {
          InetSocketAddress at = new InetSocketAddress(address(address), port);
          try {
            relays.listen(each.getKey(), at);
          } catch (IOException e) {
            throw BindSentences.problem("floating address " + each.getKey(), at, e);
          }
        }
      }
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new EdgeProblem("floating address " + text + " is no address", e);
    }
  }

  /** Something that can be bound to an address. */
  @FunctionalInterface
  private interface Binding<T extends AutoCloseable> {
    T at(InetSocketAddress address) throws IOException;
  }

  private <T extends AutoCloseable> T bound(String what, InetSocketAddress at, Binding<T> binding) {
    try {
      return closing.add(binding.at(at));
    } catch (IOException e) {
      throw BindSentences.problem(what, at, e);
    }
  }
}
