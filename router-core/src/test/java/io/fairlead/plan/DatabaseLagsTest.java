package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.health.DatabasePosition;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.health.Observation;
import io.fairlead.plan.DatabaseLag.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far a replica is behind, from what observers told of each region's server. */
final class DatabaseLagsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String PRIMARY = "eu-west";
  private static final String REPLICA = "us-east";

  private final TreeMap<String, DatabasePosition> positions = new TreeMap<>();
  private final TreeMap<String, Observation> entries = new TreeMap<>();

  @Test
  void the_server_that_takes_writes_lacks_nothing() {
    tell(PRIMARY, primary(NOON, 1, 500));

    assertThat(at(PRIMARY, NOON)).isEqualTo(new Server.Writes());
  }

  @Test
  void a_replica_that_has_what_the_primary_wrote_is_in_step_however_long_nobody_writes() {
    Instant later = NOON.plus(Duration.ofHours(9));
    tell(PRIMARY, primary(later, 1, 500));
    tell(REPLICA, replica(later, 1, 500, 500, null, NOON));

    assertThat(at(REPLICA, later)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
  }

  @Test
  void a_replica_is_as_old_as_the_last_commit_that_it_replayed() {
    Instant later = NOON.plusSeconds(90);
    tell(PRIMARY, primary(later, 1, 900));
    tell(REPLICA, replica(later, 1, 800, 500, null, NOON));

    assertThat(at(REPLICA, later)).isEqualTo(new Server.Replica(Duration.ofSeconds(90), 400, 100));
    assertThat(lag(REPLICA, later).isBeyond()).isTrue();
    assertThat(lag(REPLICA, later).text())
        .isEqualTo("its replica of shop is 90 s behind: 400 B not replayed, 100 B not received");
  }

  @Test
  void the_moment_when_it_had_all_is_remembered_where_no_commit_tells() {
    tell(PRIMARY, primary(NOON, 1, 500));
    tell(REPLICA, replica(NOON, 1, 500, 500, new DatabaseSighting.Head(500, NOON), null));
    Instant later = NOON.plusSeconds(30);
    tell(PRIMARY, primary(later, 1, 900));
    tell(REPLICA, replica(later, 1, 500, 500, null, null));

    assertThat(at(REPLICA, later)).isEqualTo(new Server.Replica(Duration.ofSeconds(30), 400, 400));
  }

  @Test
  void what_the_primary_knows_that_it_has_counts_as_received() {
    DatabaseSighting seen = primary(NOON.plusSeconds(5), 1, 900);
    TreeMap<String, Long> standbys = new TreeMap<>(Map.of("us-1", 880L, "another", 900L));
    tell(PRIMARY, seen.with(standbys));
    tell(REPLICA, replica(NOON, 1, 500, 500, null, NOON));

    assertThat(at(REPLICA, NOON.plusSeconds(5)))
        .isEqualTo(new Server.Replica(Duration.ofSeconds(5), 400, 20));
  }

  @Test
  void an_outage_of_the_primary_is_no_lag() {
    Instant later = NOON.plus(Duration.ofHours(3));
    tell(PRIMARY, primary(NOON, 1, 500));
    positions.put(PRIMARY, DatabasePosition.silent(positions.get(PRIMARY), "it is dark"));
    speak(PRIMARY, later);
    tell(REPLICA, replica(later, 1, 500, 500, null, NOON.minusSeconds(9)));

    assertThat(at(REPLICA, later)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
    assertThat(at(PRIMARY, later)).isEqualTo(new Server.NotKnown("it is dark"));
  }

  @Test
  void a_replica_tells_how_far_a_dark_primary_was() {
    Instant later = NOON.plusSeconds(60);
    tell(PRIMARY, primary(NOON, 1, 500));
    DatabaseSighting.Head head = new DatabaseSighting.Head(700, NOON.plusSeconds(40));
    tell(REPLICA, replica(later, 1, 700, 600, head, NOON.plusSeconds(10)));

    assertThat(at(REPLICA, later)).isEqualTo(new Server.Replica(Duration.ofSeconds(30), 100, 0));
  }

  @Test
  void what_does_not_answer_is_not_known_and_neither_behind_nor_fresh() {
    tell(PRIMARY, primary(NOON, 1, 900));
    tell(REPLICA, replica(NOON, 1, 500, 500, null, NOON.minusSeconds(600)));
    assertThat(lag(REPLICA, NOON).isBeyond()).isTrue();
    positions.put(REPLICA, DatabasePosition.silent(positions.get(REPLICA), "it is dark"));
    speak(REPLICA, NOON);

    assertThat(at(REPLICA, NOON)).isEqualTo(new Server.NotKnown("it is dark"));
    assertThat(lag(REPLICA, NOON).isBeyond()).isFalse();
    assertThat(lag(REPLICA, NOON).isKnown()).isFalse();
  }

  @Test
  void what_was_told_long_ago_is_not_known() {
    tell(PRIMARY, primary(NOON, 1, 500));
    tell(REPLICA, replica(NOON, 1, 500, 500, null, NOON));
    Instant later = NOON.plus(Duration.ofMinutes(10));

    assertThat(at(REPLICA, later))
        .isEqualTo(new Server.NotKnown("us-east told of it last at 2026-03-01T12:00:00Z"));
    speak(REPLICA, later);
    assertThat(at(REPLICA, later))
        .isEqualTo(new Server.NotKnown("us-east told of it last at 2026-03-01T12:00:00Z"));
    assertThat(at("eu-north", later))
        .isEqualTo(new Server.NotKnown("the observer of eu-north has told nothing"));
  }

  @Test
  void without_anybody_who_takes_writes_nothing_is_known() {
    tell(REPLICA, replica(NOON, 1, 500, 500, null, NOON));

    assertThat(at(REPLICA, NOON))
        .isEqualTo(new Server.NotKnown("no server of shop that takes writes was seen"));
  }

  @Test
  void a_replica_that_does_not_say_since_when_it_is_behind_is_not_known() {
    tell(PRIMARY, primary(NOON, 1, 900));
    tell(REPLICA, replica(NOON, 1, 500, 500, null, null));

    assertThat(at(REPLICA, NOON))
        .isEqualTo(new Server.NotKnown("it does not say since when it is behind"));
  }

  @Test
  void after_a_promotion_the_old_primary_and_who_stays_with_it_get_nothing() {
    tell(PRIMARY, primary(NOON, 1, 900));
    tell(REPLICA, primary(NOON, 2, 800));
    tell("eu-north", replica(NOON, 1, 900, 900, null, NOON));

    assertThat(at(REPLICA, NOON)).isEqualTo(new Server.Writes());
    assertThat(at(PRIMARY, NOON)).isEqualTo(new Server.LeftBehind(1, REPLICA, 2));
    assertThat(at("eu-north", NOON)).isEqualTo(new Server.LeftBehind(1, REPLICA, 2));
    assertThat(lag(PRIMARY, NOON).isBeyond()).isTrue();
    assertThat(lag(PRIMARY, NOON).losesTooMuch()).isTrue();
  }

  @Test
  void a_replica_that_follows_the_promoted_one_is_judged_by_it() {
    tell(PRIMARY, primary(NOON, 1, 900));
    tell(REPLICA, primary(NOON, 2, 950));
    tell("eu-north", replica(NOON, 2, 950, 950, null, NOON));

    assertThat(at("eu-north", NOON)).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
  }

  @Test
  void a_replica_that_lost_its_source_is_still_on_the_timeline_that_it_told() {
    tell(REPLICA, replica(NOON, 2, 950, 950, null, NOON));
    tell(REPLICA, replica(NOON.plusSeconds(1), 1, 950, 950, null, NOON));
    tell("eu-north", primary(NOON.plusSeconds(1), 2, 950));

    assertThat(at(REPLICA, NOON.plusSeconds(1))).isEqualTo(new Server.Replica(Duration.ZERO, 0, 0));
  }

  @Test
  void an_old_primary_that_replicates_again_does_not_count_what_it_wrote_alone() {
    tell(REPLICA, primary(NOON, 2, 800));
    tell(PRIMARY, primary(NOON.plusSeconds(50), 1, 900));
    Instant later = NOON.plusSeconds(100);
    tell(REPLICA, primary(later, 2, 2000));
    tell(PRIMARY, replica(later, 2, 1000, 1000, null, NOON));

    assertThat(at(PRIMARY, later))
        .isEqualTo(new Server.Replica(Duration.ofSeconds(100), 1000, 1000));
  }

  @Test
  void a_server_of_another_database_is_no_replica() {
    tell(PRIMARY, primary(NOON, 1, 500));
    DatabaseSighting seen = replica(NOON, 1, 500, 500, null, NOON);
    tell(
        REPLICA,
        new DatabaseSighting(
            seen.at(), "another", 1, false, 500, 500, null, NOON, new TreeMap<>()));

    assertThat(at(REPLICA, NOON))
        .isEqualTo(
            new Server.NotKnown("it is another database than the one in eu-west, by its cluster"));
  }

  @Test
  void bytes_that_were_not_received_bar_a_promotion_alone() {
    tell(PRIMARY, primary(NOON, 1, 5000));
    tell(REPLICA, replica(NOON, 1, 500, 500, null, NOON.minusSeconds(1)));

    assertThat(lag(REPLICA, NOON).beyond(false)).isFalse();
    assertThat(lag(REPLICA, NOON).beyond(true)).isTrue();
    assertThat(lag(REPLICA, NOON).losesTooMuch()).isTrue();
  }

  @Test
  void services_that_wait_for_nothing_are_exempt() {
    tell(REPLICA, replica(NOON, 1, 500, 500, null, NOON));

    assertThat(Lag.of(fleet(Set.of()), entries, NOON)).isEmpty();
    assertThat(Lag.of(fleet(Set.of("orders")), entries, NOON).keySet())
        .extracting(where -> where.text())
        .contains("deployment/orders/us-east");
  }

  private Server at(String region, Instant now) {
    return lag(region, now).server();
  }

  private DatabaseLag lag(String region, Instant now) {
    Fleet fleet = fleet(Set.of("orders"));
    ReplicatedDatabase shop = Objects.requireNonNull(fleet.databases().get("shop"));
    return Objects.requireNonNull(DatabaseLags.of(fleet, shop, entries, now).get(region));
  }

  private static DatabaseSighting primary(Instant at, long timeline, long position) {
    return new DatabaseSighting(
        at,
        "shop-1",
        timeline,
        true,
        position,
        position,
        new DatabaseSighting.Head(position, at),
        at,
        new TreeMap<>());
  }

  private static DatabaseSighting replica(
      Instant at,
      long timeline,
      long received,
      long replayed,
      DatabaseSighting.@Nullable Head head,
      @Nullable Instant through) {
    return new DatabaseSighting(
        at, "shop-1", timeline, false, received, replayed, head, through, new TreeMap<>());
  }

  /** An entry with what a region's server answered now. */
  private void tell(String region, DatabaseSighting seen) {
    positions.put(region, DatabasePosition.next(positions.get(region), seen));
    speak(region, seen.at());
  }

  /** An entry that repeats what was known of the server. */
  private void speak(String region, Instant at) {
    TreeMap<String, DatabasePosition> databases = new TreeMap<>();
    databases.put("shop", Objects.requireNonNull(positions.get(region)));
    entries.put(
        region,
        new Observation(
            region, 1, "run", 1, at, "9f3c12", 1, false, "", new TreeMap<>(), null, databases));
  }

  private static Fleet fleet(Set<String> services) {
    Fleet demo = Blueprint.demo().fleet();
    TreeMap<String, ReplicatedDatabase> databases = new TreeMap<>();
    databases.put(
        "shop",
        new ReplicatedDatabase(
            "shop",
            new TreeMap<>(Map.of(PRIMARY, "eu-1", REPLICA, "us-1", "eu-north", "north-1")),
            new TreeSet<>(services),
            MINUTE,
            1000));
    return new Fleet(
        demo.name(),
        demo.mode(),
        demo.digest(),
        demo.probes(),
        demo.regions(),
        demo.services(),
        demo.safety(),
        new TreeMap<>(),
        databases);
  }
}
