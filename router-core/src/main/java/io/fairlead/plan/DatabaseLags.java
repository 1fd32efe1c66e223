package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.health.DatabasePosition;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.plan.DatabaseLag.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges servers of databases by what observers told of them. The head is the farthest that anybody
 * knew the server that takes writes to be. Time counts to the last moment when that was heard: a
 * server that is dark writes nothing that anybody could tell of, so that its replicas do not grow
 * older with its outage.
 */
public final class DatabaseLags {
  private final SortedMap<String, Observation> entries;
  private final Instant fresh;

  private DatabaseLags(Fleet fleet, SortedMap<String, Observation> entries, Instant now) {
    this.entries = entries;
    this.fresh = now.minus(fleet.safety().freshness());
  }

  /** Lags of all deployments whose services wait for databases. */
  static SortedMap<Subject.OfDeployment, List<DatabaseLag>> of(
      Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    SortedMap<Subject.OfDeployment, List<DatabaseLag>> all = new TreeMap<>();
    for (ReplicatedDatabase database : fleet.databases().values()) {
      SortedMap<String, DatabaseLag> servers = of(fleet, database, observations, now);
      for (String service : database.services()) {
        for (String region : fleet.service(service).deployments().keySet()) {
          DatabaseLag lag = servers.get(region);
          if (lag != null) {
            all.computeIfAbsent(
                    new Subject.OfDeployment(service, region), where -> new ArrayList<>())
                .add(lag);
          }
        }
      }
    }
    return all;
  }

  /** Lags of a database's servers by region, whatever services need it. */
  public static SortedMap<String, DatabaseLag> of(
      Fleet fleet,
      ReplicatedDatabase database,
      SortedMap<String, Observation> observations,
      Instant now) {
    DatabaseLags lags = new DatabaseLags(fleet, observations, now);
    SortedMap<String, DatabaseLag> servers = new TreeMap<>();
    for (String region : database.standbys().keySet()) {
      servers.put(
          region,
          new DatabaseLag(
              database.name(),
              lags.server(database, region),
              database.maxLag(),
              database.maxLoss()));
    }
    return servers;
  }

  private Server server(ReplicatedDatabase database, String region) {
    Observation entry = entries.get(region);
    DatabasePosition mine = entry == null ? null : entry.database(database.name());
    if (entry == null || mine == null) {
      return new Server.NotKnown("the observer of " + region + " has told nothing");
    }
    DatabaseSighting seen = mine.seen();
    if (!mine.silence().isEmpty() || seen == null) {
      return new Server.NotKnown(mine.silence());
    }
    if (entry.at().isBefore(fresh) || seen.at().isBefore(fresh)) {
      return new Server.NotKnown(region + " told of it last at " + seen.at());
    }
    SortedMap<String, DatabaseSighting> others = told(database);
    Optional<Map.Entry<String, DatabaseSighting>> newest = newest(others);
    if (newest.isPresent() && !newest.get().getValue().cluster().equals(seen.cluster())) {
      return new Server.NotKnown(
          "it is another database than the one in " + newest.get().getKey() + ", by its cluster");
    }
    boolean old = newest.isPresent() && seen.timeline() < newest.get().getValue().timeline();
    Server left =
        old
            ? new Server.LeftBehind(
                seen.timeline(), newest.get().getKey(), newest.get().getValue().timeline())
            : new Server.Writes();
    if (seen.writes()) {
      return left;
    }
    List<DatabaseSighting.Head> heads = heads(others, seen.cluster());
    long head =
        heads.stream().mapToLong(DatabaseSighting.Head::position).max().orElse(Long.MIN_VALUE);
    if (heads.isEmpty()) {
      return new Server.NotKnown("no server of " + database.name() + " that takes writes was seen");
    }
    return old && seen.replayed() >= head
        ? left
        : replica(mine, seen, heads, received(database, region, seen, newest));
  }

  private static Server replica(
      DatabasePosition mine,
      DatabaseSighting seen,
      List<DatabaseSighting.Head> heads,
      long received) {
    Instant until = Instant.MIN;
    Instant remembered = mine.through();
    Instant through = remembered == null ? Instant.MIN : remembered;
    long head = 0;
    for (DatabaseSighting.Head each : heads) {
      head = Math.max(head, each.position());
      until = later(until, each.at());
      if (seen.replayed() >= each.position()) {
        through = later(through, each.at());
      }
    }
    if (through.equals(Instant.MIN)) {
      return new Server.NotKnown("it does not say since when it is behind");
    }
    Duration lag = Duration.between(through, later(until, through));
    return new Server.Replica(
        lag, Math.max(0, head - seen.replayed()), Math.max(0, head - received));
  }

  /** Up to where a region's server has the log, by itself and by the one that it replicates. */
  private static long received(
      ReplicatedDatabase database,
      String region,
      DatabaseSighting seen,
      Optional<Map.Entry<String, DatabaseSighting>> newest) {
    long own = Math.max(seen.received(), seen.replayed());
    String standby = database.standbys().get(region);
    return newest.isEmpty() || standby == null
        ? own
        : Math.max(own, newest.get().getValue().standbys().getOrDefault(standby, 0L));
  }

  /** What servers said last, by region, however long ago. */
  private SortedMap<String, DatabaseSighting> told(ReplicatedDatabase database) {
    SortedMap<String, DatabaseSighting> told = new TreeMap<>();
    for (String region : database.standbys().keySet()) {
      Observation entry = entries.get(region);
      DatabasePosition position = entry == null ? null : entry.database(database.name());
      DatabaseSighting seen = position == null ? null : position.seen();
      if (seen != null) {
        told.put(region, seen);
      }
    }
    return told;
  }

  /** The server that takes writes; of several, the one that was promoted last. */
  private static Optional<Map.Entry<String, DatabaseSighting>> newest(
      SortedMap<String, DatabaseSighting> told) {
    return told.entrySet().stream()
        .filter(each -> each.getValue().writes())
        .max(
            Map.Entry.comparingByValue(
                Comparator.comparingLong(DatabaseSighting::timeline)
                    .thenComparing(DatabaseSighting::at)));
  }

  private static List<DatabaseSighting.Head> heads(
      SortedMap<String, DatabaseSighting> told, String cluster) {
    List<DatabaseSighting.Head> heads = new ArrayList<>();
    long newest = newest(told).map(each -> each.getValue().timeline()).orElse(Long.MIN_VALUE);
    for (DatabaseSighting each : told.values()) {
      DatabaseSighting.Head head = each.head();
      if (head != null && each.timeline() >= newest && each.cluster().equals(cluster)) {
        heads.add(head);
      }
    }
    return heads;
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }
}
