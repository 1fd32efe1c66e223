package io.fairlead.wiring.topology;

import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.wiring.yaml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Databases whose lag is watched: where each region's server answers.
 *
 * @param servers by database, then region
 */
public record Databases(SortedMap<String, SortedMap<String, Postgres>> servers) {
  /** How far behind a replica may be unless the file says otherwise. */
  static final Duration MAX_LAG = Duration.ofMinutes(1);

  /** Bytes that a replica may not have received unless the file says otherwise. */
  static final String MAX_LOSS = "16MB";

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})(B|kB|MB|GB)");

  public Databases {
    servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
  }

  /**
   * A server of PostgreSQL.
   *
   * @param address HOST:PORT
   * @param password null = none is here
   * @param tls verify-full, require or disable
   * @param ca PEM file of who signs its certificate; null = those whom Java trusts
   */
  public record Postgres(
      String address,
      String database,
      String user,
      @Nullable Secret password,
      String tls,
      @Nullable Path ca) {}

  /**
   * What a file says of databases.
   *
   * @param folder what relative paths start from
   */
  static Databases of(Section root, Path folder) {
    SortedMap<String, SortedMap<String, Postgres>> servers = new TreeMap<>();
    root.named("databases")
        .forEach(
            (name, database) -> {
              SortedMap<String, Postgres> regions = new TreeMap<>();
              database
                  .named("regions")
                  .forEach(
                      (region, server) ->
                          regions.put(region, postgres(server.section("postgresql"), folder)));
              servers.put(name, Collections.unmodifiableSortedMap(regions));
            });
    return new Databases(servers);
  }

  private static Postgres postgres(Section server, Path folder) {
    String url = server.text("url", "").replaceFirst("^postgresql://", "");
    int slash = url.indexOf('/');
    String password = server.text("password", "");
    String ca = server.text("ca");
    return new Postgres(
        url.substring(0, slash),
        url.substring(slash + 1),
        server.text("user", ""),
        password.isEmpty() ? null : new Secret(password),
        server.text("tls", "verify-full"),
        ca == null ? null : folder.resolve(ca).toAbsolutePath().normalize());
  }

  /** Databases as the cycles see them: who has a server, which services need them. */
  static SortedMap<String, ReplicatedDatabase> replicated(Section root) {
    SortedMap<String, ReplicatedDatabase> databases = new TreeMap<>();
    root.named("databases")
        .forEach(
            (name, database) -> {
              SortedMap<String, String> standbys = new TreeMap<>();
              database
                  .named("regions")
                  .forEach(
                      (region, server) ->
                          standbys.put(
                              region, server.section("postgresql").text("standby", region)));
              databases.put(
                  name,
                  new ReplicatedDatabase(
                      name,
                      standbys,
                      services(root, name),
                      database.duration("maxLag", MAX_LAG),
                      bytes(database.text("maxLoss", MAX_LOSS))));
            });
    return databases;
  }

  private static SortedSet<String> services(Section root, String database) {
    SortedSet<String> services = new TreeSet<>();
    root.named("services")
        .forEach(
            (name, service) -> {
              if (service.texts("replication").contains(database)) {
                services.add(name);
              }
            });
    return services;
  }

  /** Bytes of a checked size, in the decimal units that {@code --bandwidth} takes. */
  private static long bytes(String size) {
    Matcher parts = SIZE.matcher(size);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no size: " + size);
    }
    int thousands = "bkmg".indexOf(parts.group(2).toLowerCase(Locale.ROOT).charAt(0));
    return Long.parseLong(parts.group(1)) * (long) Math.pow(1000, thousands);
  }
}
