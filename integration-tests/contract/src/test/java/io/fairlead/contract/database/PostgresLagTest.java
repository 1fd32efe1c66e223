package io.fairlead.contract.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.gateway.database.PostgresPlace;
import io.fairlead.gateway.database.PostgresServer;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.plan.DatabaseLag.Server;
import io.fairlead.port.Reading;
import io.fairlead.wiring.region.Drivers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A primary in eu-west and its replica in eu-north: what the gate makes of their lag. */
@NeedsParts(Part.POSTGRESQL)
final class PostgresLagTest {
  private static final String PASSWORD = "a-password-of-the-test";
  private static final String PRIMARY = "eu-west";
  private static final String REPLICA = "eu-north";

  private static PostgresProcess primary;
  private static PostgresProcess replica;

  private Watched fleet;

  @BeforeAll
  static void replicate() throws IOException, SQLException {
    primary = PostgresProcess.primary(PASSWORD);
    replica = primary.replica(REPLICA);
    primary.run("alter system set synchronous_standby_names = '\"eu-north\"'");
    primary.run("select pg_reload_conf()");
    primary.write("remote_apply");
  }

  @AfterAll
  static void end() throws IOException {
    if (replica != null) {
      replica.close();
    }
    if (primary != null) {
      primary.close();
    }
  }

  @BeforeEach
  void watch() throws IOException {
    fleet = fleet(PASSWORD);
  }

  private static Watched fleet(String password) throws IOException {
    return Watched.of(Map.of(PRIMARY, primary.port(), REPLICA, replica.port()), password);
  }

  @AfterEach
  void restore() throws IOException, SQLException {
    fleet.close();
    heal();
  }

  /** Both run, and the replica streams and replays. */
  private static void heal() throws IOException, SQLException {
    primary.start();
    replica.start();
    replica.follow(primary, REPLICA);
    replica.run("select pg_wal_replay_resume()");
    primary.write("remote_apply");
  }

  @Test
  void a_replica_that_has_replayed_all_is_in_step() {
    fleet.look();

    assertThat(fleet.server(PRIMARY)).isEqualTo(new Server.Writes());
    assertThat(fleet.server(REPLICA)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
    assertThat(fleet.barred(REPLICA)).isFalse();
  }

  @Test
  void a_primary_that_nobody_writes_to_makes_no_replica_older() {
    fleet.look().pass(Duration.ofHours(3));

    fleet.look();

    assertThat(fleet.server(REPLICA)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
  }

  @Test
  void where_replay_is_paused_the_lag_grows_and_the_gate_closes() throws IOException, SQLException {
    fleet.look();
    replica.run("select pg_wal_replay_pause()");
    primary.write("on");
    assertThat(fleet.look().barred(REPLICA)).as("a moment ago is within the bound").isFalse();
    Instant end = Instant.now().plusSeconds(10);

    while (!fleet.look().barred(REPLICA) && Instant.now().isBefore(end)) {
      primary.write("on");
    }

    Server.Replica late = (Server.Replica) fleet.server(REPLICA);
    assertThat(fleet.barred(REPLICA)).isTrue();
    assertThat(late.lag()).isBetween(Watched.MAX_LAG, Watched.MAX_LAG.multipliedBy(5));
    assertThat(late.toReplay()).isPositive();
    assertThat(late.toReceive()).as("it has the log").isLessThan(10_000);
    assertThat(fleet.lag(REPLICA).losesTooMuch()).isFalse();
    assertThat(fleet.text(REPLICA)).contains("behind: " + late.toReplay() + " B not replayed");
    heal();
    assertThat(fleet.look().server(REPLICA)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
  }

  @Test
  void the_log_that_a_replica_has_not_received_is_what_promoting_it_would_lose()
      throws SQLException {
    fleet.look();
    replica.follow(null, REPLICA);
    primary.run(
        "set synchronous_commit = local; insert into orders select * from generate_series(1, 300000)");

    fleet.look();

    Server.Replica found = (Server.Replica) fleet.server(REPLICA);
    assertThat(found.toReceive()).isGreaterThan(16_000_000);
    assertThat(fleet.barred(REPLICA)).isTrue();
    assertThat(fleet.lag(REPLICA).isBeyond()).as("it is young enough for a share").isFalse();
    assertThat(fleet.lag(REPLICA).losesTooMuch()).isTrue();
    assertThat(fleet.text(REPLICA)).contains(found.toReceive() + " B not received");
  }

  @Test
  void an_outage_of_the_primary_makes_its_replica_no_older() throws IOException, SQLException {
    fleet.look();
    primary.stop();
    fleet.pass(Duration.ofHours(3));

    fleet.look();

    assertThat(fleet.server(PRIMARY)).isInstanceOf(Server.NotKnown.class);
    assertThat(fleet.look().text(PRIMARY))
        .isEqualTo(
            "its server of shop is not known: PostgreSQL at 127.0.0.1:%d refuses connections:"
                    .formatted(primary.port())
                + " nothing listens there");
    assertThat(fleet.server(REPLICA)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
    assertThat(fleet.barred(REPLICA)).isFalse();
  }

  @Test
  void a_replica_that_is_dark_is_not_known_and_neither_behind_nor_fresh()
      throws IOException, SQLException {
    fleet.look();
    replica.stop();

    fleet.look().look();

    assertThat(fleet.text(REPLICA)).contains("refuses connections");
    assertThat(fleet.lag(REPLICA).isKnown()).isFalse();
    assertThat(fleet.barred(REPLICA)).isFalse();
    heal();
    assertThat(fleet.look().server(REPLICA)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
  }

  @Test
  void a_promoted_replica_takes_writes_and_what_it_left_gets_no_share()
      throws IOException, SQLException {
    try (PostgresProcess other = primary.replica("us-east");
        Watched all =
            Watched.of(
                Map.of(PRIMARY, primary.port(), REPLICA, replica.port(), "us-east", other.port()),
                PASSWORD)) {
      all.look();
      other.promote();

      all.look();

      assertThat(all.server("us-east")).isEqualTo(new Server.Writes());
      assertThat(all.server(PRIMARY)).isEqualTo(new Server.LeftBehind(1, "us-east", 2));
      assertThat(all.text(PRIMARY))
          .isEqualTo("its server of shop is on timeline 1, which us-east left with timeline 2");
      assertThat(all.barred(PRIMARY)).isTrue();
      assertThat(all.server(REPLICA))
          .as("it follows the one that was left")
          .isNotEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
    }
  }

  @Test
  void a_wrong_password_is_told_without_it() throws IOException {
    try (Watched wrong = fleet("not-the-password")) {
      wrong.look();

      assertThat(wrong.text(REPLICA))
          .isEqualTo(
              "its server of shop is not known: PostgreSQL at 127.0.0.1:%d does not let 'watcher'"
                      .formatted(replica.port())
                  + " in: check user, password and its pg_hba.conf");
      assertThat(wrong.lag(REPLICA).isKnown()).isFalse();
    }
    assertThat(fleet.look().lag(REPLICA).toString()).doesNotContain("password");
  }

  @Test
  void an_answer_that_is_cut_anywhere_is_none_and_the_next_look_asks_anew() throws IOException {
    try (Wire wire = new Wire(primary.port());
        PostgresServer server = server(wire.port())) {
      for (long bytes = 0; bytes < 1200; bytes += 149) {
        wire.passing(bytes, false);

        Reading<DatabaseSighting> cut = server.look(Instant.now().plusSeconds(5));

        if (cut instanceof Reading.Unreadable<DatabaseSighting>(String why)) {
          assertThat(why).startsWith("PostgreSQL at 127.0.0.1:").doesNotContain(PASSWORD);
        }
        assertThat(bytes > 300 || cut instanceof Reading.Unreadable).isTrue();
        wire.passing(Long.MAX_VALUE, false);
        assertThat(server.look(Instant.now().plusSeconds(5))).isInstanceOf(Reading.Known.class);
      }
    }
  }

  @Test
  void a_server_that_goes_silent_holds_up_a_look_until_its_deadline_alone() throws IOException {
    try (Wire wire = new Wire(primary.port());
        PostgresServer server = server(wire.port())) {
      assertThat(server.look(Instant.now().plusSeconds(5))).isInstanceOf(Reading.Known.class);
      for (long bytes : new long[] {0, 40}) {
        wire.passing(bytes, true);
        Instant began = Instant.now();

        Reading<DatabaseSighting> silent = server.look(began.plusSeconds(1));

        assertThat(silent)
            .isEqualTo(
                new Reading.Unreadable<DatabaseSighting>(
                    "PostgreSQL at 127.0.0.1:" + wire.port() + " did not answer in time"));
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(4));
        wire.passing(Long.MAX_VALUE, false);
      }
      assertThat(server.look(Instant.now())).isInstanceOf(Reading.Unreadable.class);
      assertThat(server.look(Instant.now().plusSeconds(5))).isInstanceOf(Reading.Known.class);
    }
  }

  private static PostgresServer server(int port) {
    PostgresPlace place =
        new PostgresPlace(
            "127.0.0.1:" + port, "postgres", "watcher", PASSWORD, PostgresPlace.Tls.DISABLE, null);
    return new PostgresServer(
        Drivers.of(place.url(), "postgresql").orElseThrow(), place, InstantSource.system());
  }
}
