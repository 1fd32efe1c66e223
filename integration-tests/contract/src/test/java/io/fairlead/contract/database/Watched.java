package io.fairlead.contract.database;

import io.fairlead.cycle.ProbeCycle;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.parts.Workspace;
import io.fairlead.plan.DatabaseLag;
import io.fairlead.plan.DatabaseLags;
import io.fairlead.plan.Lag;
import io.fairlead.port.DatabaseServer;
import io.fairlead.port.Observations;
import io.fairlead.port.Reading;
import io.fairlead.port.SelfTest;
import io.fairlead.wiring.database.DatabaseServers;
import io.fairlead.wiring.json.ObservationCodec;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fleet whose service {@code portal} waits for a database: its topology read as from a file,
 * servers asked by the adapters that it names, and entries written by each region's cycle and read
 * as from a store. Time passes only where a test lets it.
 */
final class Watched implements AutoCloseable {
  static final String DATABASE = "shop";
  static final Duration MAX_LAG = Duration.ofSeconds(1);

  private final Topology topology;
  private final SortedMap<String, DatabaseServer> servers = new TreeMap<>();
  private final SortedMap<String, Observation> entries = new TreeMap<>();
  private Duration passed = Duration.ZERO;

  private Watched(Topology topology) {
    this.topology = topology;
    for (String region : topology.fleet().regions().keySet()) {
      DatabaseServers.of(topology, region, this::now)
          .forEach((name, server) -> servers.put(region, server));
    }
  }

  /** A fleet whose regions' servers listen at some ports. */
  static Watched of(Map<String, Integer> ports, String password) throws IOException {
    Path examples = Workspace.top().resolve("examples");
    StringBuilder databases =
        new StringBuilder("\ndatabases:\n  shop:\n    maxLag: 1s\n    regions:\n");
    new TreeMap<>(ports)
        .forEach(
            (region, port) ->
                databases.append(
                    "      %s: {postgresql: {url: \"postgresql://127.0.0.1:%d/postgres\", user: watcher, password: \"${SHOP_PASSWORD}\", tls: disable}}%n"
                        .formatted(region, port)));
    String text =
        Files.readString(examples.resolve("three-regions.yaml"))
                .replace("  portal:\n", "  portal:\n    replication: [shop]\n")
                .replace("interval: 2s, timeout: 500ms", "interval: 500ms, timeout: 100ms")
                .replace("\nsafety:", "\nsafety:\n  freshness: 8\n  #")
            + databases;
    return switch (TopologyReader.read(
        text.getBytes(StandardCharsets.UTF_8),
        examples,
        name -> name.equals("SHOP_PASSWORD") ? password : null)) {
      case ReadTopology.Valid(Topology topology, var _) -> new Watched(topology);
      case ReadTopology.Invalid(var problems) -> throw new IllegalStateException("" + problems);
    };
  }

  Instant now() {
    return Instant.now().plus(passed);
  }

  void pass(Duration time) {
    passed = passed.plus(time);
  }

  /** Every region's observer asks its server once and writes its entry. */
  Watched look() {
    servers.keySet().forEach(this::look);
    return this;
  }

  Watched look(String region) {
    DatabaseServer server = Objects.requireNonNull(servers.get(region));
    Reading<DatabaseSighting> answer = server.look(now().plusSeconds(5));
    SortedMap<String, Reading<DatabaseSighting>> answers = new TreeMap<>();
    answers.put(DATABASE, answer);
    Fleet fleet = topology.fleet();
    new ProbeCycle(
            fleet,
            new ProbeCycle.Observer(region, "run"),
            new ProbeCycle.Ports(
                (_, _) -> List.of(),
                _ -> new SelfTest.Result(true, "", Optional.of(Duration.ZERO)),
                new Stored(),
                TreeMap::new,
                () -> answers))
        .run(now(), now().plusSeconds(5));
    return this;
  }

  /** What is known of a region's server. */
  DatabaseLag.Server server(String region) {
    return lag(region).server();
  }

  /** What people are told of a region's server. */
  String text(String region) {
    return lag(region).text();
  }

  DatabaseLag lag(String region) {
    Fleet fleet = topology.fleet();
    return Objects.requireNonNull(
        DatabaseLags.of(
                fleet, Objects.requireNonNull(fleet.databases().get(DATABASE)), entries, now())
            .get(region));
  }

  /** Whether the gate bars a region from a share that makes it the one that serves. */
  boolean barred(String region) {
    List<Lag> lags =
        Lag.of(topology.fleet(), entries, now()).get(new Subject.OfDeployment("portal", region));
    return Objects.requireNonNull(lags).stream().anyMatch(lag -> lag.beyond(true));
  }

  @Override
  public void close() {
    servers.values().forEach(DatabaseServer::close);
  }

  /** Entries pass their codec, as between regions. */
  private final class Stored implements Observations {
    private final ObservationCodec codec = new ObservationCodec();

    @Override
    public Published publish(Observation mine, Instant deadline) {
      entries.put(mine.observer(), codec.decode(codec.encode(mine)));
      return Published.WRITTEN;
    }

    @Override
    public Entries latest(Instant deadline) {
      return new Entries(entries, new TreeMap<>());
    }
  }
}
