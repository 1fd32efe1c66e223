package io.fairlead.wiring.database;

import io.fairlead.gateway.database.PostgresPlace;
import io.fairlead.gateway.database.PostgresServer;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.port.DatabaseServer;
import io.fairlead.port.Reading;
import io.fairlead.wiring.region.Drivers;
import io.fairlead.wiring.topology.Databases;
import io.fairlead.wiring.topology.Secret;
import io.fairlead.wiring.topology.Topology;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The servers that a region asks. */
public final class DatabaseServers {
  private DatabaseServers() {}

  /** A region's servers by database; each is asked nothing yet. */
  public static SortedMap<String, DatabaseServer> of(
      Topology topology, String region, InstantSource clock) {
    SortedMap<String, DatabaseServer> servers = new TreeMap<>();
    topology
        .databases()
        .servers()
        .forEach(
            (name, regions) -> {
              Databases.Postgres here = regions.get(region);
              if (here != null) {
                servers.put(name, postgres(here, clock));
              }
            });
    return servers;
  }

  private static DatabaseServer postgres(Databases.Postgres declared, InstantSource clock) {
    Secret password = declared.password();
    PostgresPlace place =
        new PostgresPlace(
            declared.address(),
            declared.database(),
            declared.user(),
            password == null ? "" : password.value(),
            PostgresPlace.Tls.valueOf(declared.tls().toUpperCase(Locale.ROOT).replace('-', '_')),
            declared.ca());
    return Drivers.of(place.url(), "postgresql")
        .<DatabaseServer>map(driver -> new PostgresServer(driver, place, clock))
        .orElseGet(WithoutDriver::new);
  }

  private record WithoutDriver() implements DatabaseServer {
    @Override
    public Reading<DatabaseSighting> look(Instant deadline) {
      return new Reading.Unreadable<>(
          "this build has no driver of PostgreSQL: add its jar below adapters/postgresql");
    }

    @Override
    public void close() {}
  }
}
