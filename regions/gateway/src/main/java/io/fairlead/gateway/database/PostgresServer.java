package io.fairlead.gateway.database;

import io.fairlead.health.DatabaseSighting;
import io.fairlead.port.DatabaseServer;
import io.fairlead.port.Reading;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A server of PostgreSQL 10 or newer, primary or physical replica, asked over one connection that
 * is kept while it answers. Functions and views are those of <a
 * href="https://www.postgresql.org/docs/current/functions-admin.html">System Administration
 * Functions</a> and <a href="https://www.postgresql.org/docs/current/monitoring-stats.html">The
 * Cumulative Statistics System</a>. Not for use by two threads at once.
 */
public final class PostgresServer implements DatabaseServer {
  /**
   * What it says of itself. The time since the last replayed commit grows while nobody writes; it
   * is where the log that was received ends that tells an idle primary from a replica that lags.
   */
  private static final String ITSELF =
      """
      select s.system_identifier::text as cluster,
        not r.replays as writes,
        case when r.replays
          then greatest(c.timeline_id, e.min_recovery_end_timeline, w.received_tli)
          else ('x' || substr(pg_walfile_name(pg_current_wal_flush_lsn()), 1, 8))::bit(32)::int
        end as timeline,
        (case when r.replays
          then coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
          else pg_current_wal_flush_lsn() end - '0/0')::bigint as received,
        (case when r.replays then pg_last_wal_replay_lsn()
          else pg_current_wal_flush_lsn() end - '0/0')::bigint as replayed,
        (extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint
          as since_commit,
        (w.latest_end_lsn - '0/0')::bigint as head,
        (extract(epoch from clock_timestamp() - w.last_msg_receipt_time) * 1000)::bigint
          as since_head
      from (select pg_is_in_recovery() as replays) r
        cross join pg_control_system() s
        cross join pg_control_checkpoint() c
        cross join pg_control_recovery() e
        left join pg_stat_wal_receiver w on true
      """;

  private static final String STANDBYS =
      """
      select application_name, (max(flush_lsn) - '0/0')::bigint
      from pg_stat_replication where flush_lsn is not null
      group by application_name order by application_name limit 64
      """;

  private final Driver driver;
  private final PostgresPlace place;
  private final InstantSource clock;
  private @Nullable Connection kept;

  /** A server that has not been asked yet. */
  public PostgresServer(Driver driver, PostgresPlace place, InstantSource clock) {
    this.driver = driver;
    this.place = place;
    this.clock = clock;
  }

  @Override
  public Reading<DatabaseSighting> look(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.toMillis() <= 0) {
      return new Reading.Unreadable<>(place.text() + " was not asked: no time was left");
    }
    try {
      Connection connection = kept == null ? connected(left) : kept;
      kept = connection;
      connection.setNetworkTimeout(Runnable::run, (int) Math.min(left.toMillis(), 60_000));
      return new Reading.Known<>(asked(connection));
    } catch (SQLException e) {
      close();
      return new Reading.Unreadable<>(PostgresWords.of(place, e));
    }
  }

  private Connection connected(Duration left) throws SQLException {
    Properties properties = place.properties();
    String seconds = Long.toString(Math.clamp(left.toSeconds(), 1, 10));
    for (String timeout : List.of("connectTimeout", "loginTimeout", "socketTimeout")) {
      properties.setProperty(timeout, seconds);
    }
    Connection connection = driver.connect(place.url(), properties);
    if (connection == null) {
      throw new SQLException("the driver does not take " + place.url());
    }
    return connection;
  }

  private DatabaseSighting asked(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      DatabaseSighting seen;
      try (ResultSet row = statement.executeQuery(ITSELF)) {
        row.next();
        seen = seen(row, clock.instant());
      }
      return seen.writes() ? seen.with(standbys(statement)) : seen;
    }
  }

  private static DatabaseSighting seen(ResultSet row, Instant at) throws SQLException {
    boolean writes = row.getBoolean("writes");
    long received = row.getLong("received");
    long replayed = row.getLong("replayed");
    DatabaseSighting.Head head = writes ? new DatabaseSighting.Head(received, at) : head(row, at);
    return new DatabaseSighting(
        at,
        row.getString("cluster"),
        row.getLong("timeline"),
        writes,
        Math.max(received, replayed),
        replayed,
        head,
        writes ? at : ago(row, "since_commit", at),
        new TreeMap<>());
  }

  /** What the server that it replicates said of itself last; null without pg_monitor, too. */
  private static DatabaseSighting.@Nullable Head head(ResultSet row, Instant at)
      throws SQLException {
    Instant heard = ago(row, "since_head", at);
    long position = row.getLong("head");
    return heard == null || position == 0 ? null : new DatabaseSighting.Head(position, heard);
  }

  private static @Nullable Instant ago(ResultSet row, String column, Instant at)
      throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : at.minusMillis(Math.max(0, millis));
  }

  private static SortedMap<String, Long> standbys(Statement statement) throws SQLException {
    SortedMap<String, Long> standbys = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery(STANDBYS)) {
      while (rows.next()) {
        standbys.put(rows.getString(1), rows.getLong(2));
      }
    }
    return standbys;
  }

  @Override
  public void close() {
    Connection connection = kept;
    kept = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException _) {
        // It is let go of either way.
        return;
      }
    }
  }
}
