package io.fairlead.cli.run;

import io.fairlead.health.DatabaseSighting;
import io.fairlead.port.DatabaseServer;
import io.fairlead.port.Reading;
import io.fairlead.wiring.database.DatabaseServers;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the region's servers of databases beside the ticks, once a probe interval each, so that one
 * that hangs holds up neither a probe nor another server.
 */
final class DatabaseWatch
    implements Supplier<SortedMap<String, Reading<DatabaseSighting>>>, AutoCloseable {
  /** Less is no time to make a connection in, however short the interval is. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  private final List<Looks<Reading<DatabaseSighting>>> looks = new ArrayList<>();
  private final List<DatabaseServer> servers = new ArrayList<>();

  private DatabaseWatch() {}

  /**
   * A watch that has begun, where the region has servers of databases; else one that is idle.
   *
   * @param trouble told a sentence where a look fails for a reason that is no port's
   */
  static DatabaseWatch of(
      Topology topology, String region, InstantSource clock, Consumer<String> trouble) {
    DatabaseWatch watch = new DatabaseWatch();
    Duration every = topology.fleet().safety().probe().interval();
    Duration limit = every.compareTo(LEAST) < 0 ? LEAST : every;
    DatabaseServers.of(topology, region, clock)
        .forEach(
            (name, server) -> {
              Looks<Reading<DatabaseSighting>> each =
                  new Looks<>(e -> trouble.accept(name + " could not be asked: " + e.getMessage()));
              watch.servers.add(server);
              watch.looks.add(each);
              each.begin(
                  "database-" + name,
                  every,
                  () -> {
                    SortedMap<String, Reading<DatabaseSighting>> one = new TreeMap<>();
                    one.put(name, server.look(clock.instant().plus(limit)));
                    return one;
                  });
            });
    return watch;
  }

  @Override
  public SortedMap<String, Reading<DatabaseSighting>> get() {
    SortedMap<String, Reading<DatabaseSighting>> all = new TreeMap<>();
    looks.forEach(each -> all.putAll(each.get()));
    return all;
  }

  @Override
  public void close() {
    looks.forEach(Looks::close);
    servers.forEach(DatabaseServer::close);
  }
}
