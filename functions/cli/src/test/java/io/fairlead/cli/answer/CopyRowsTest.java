package io.fairlead.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cli.snapshot.DryTick;
import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedDatabase;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.CopyPosition;
import io.fairlead.health.CopySighting;
import io.fairlead.health.DatabasePosition;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import io.fairlead.port.Observations.Entries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What status, plan and explain say of copies that services wait for. */
final class CopyRowsTest {
  private static final String NORTH =
      "eu-north: its copy of gateway is 10 min behind, at version 3 of 5: 2 objects, 812 B";

  private static final String REPLICA =
      "its replica of shop is 2 min behind: 400 B not replayed, 100 B not received";

  private final DarkUsEast stage = new DarkUsEast(true);

  @Test
  void status_says_the_worst_lag_and_each_copy_that_is_behind_or_not_known() {
    Snapshot snapshot = behind();

    String text = StatusText.of(snapshot, DryTick.of(snapshot), new Answers(new TreeMap<>()));

    assertThat(text)
        .contains("LAG not known of all")
        .contains("COPY " + NORTH + ", at most 5 min: no new share\n")
        .contains(
            "COPY us-east: its copy of gateway is not known: the observer of us-east has told"
                + " nothing\n");
  }

  @Test
  void status_and_plan_give_programs_the_figures() {
    Snapshot snapshot = behind();

    JsonNode lag =
        StatusJson.of(snapshot, DryTick.of(snapshot), new Answers(new TreeMap<>())).get("lag");

    assertThat(lag.get(0).toString())
        .isEqualTo(
            "{\"set\":\"gateway\",\"region\":\"eu-north\",\"boundMillis\":300000,"
                + "\"lossBoundMillis\":300000,\"beyond\":true,\"lagMillis\":600000,"
                + "\"version\":3,\"head\":5,\"objectsBehind\":2,\"bytesBehind\":812,\"why\":null}");
    assertThat(lag.get(1).get("lagMillis").isNull()).isTrue();
    assertThat(PlanJson.of(snapshot, stage.decision()).get("lag")).isEqualTo(lag);
    assertThat(PlanText.of(snapshot, stage.view(), stage.decision())).contains("copy    " + NORTH);
  }

  @Test
  void explain_says_what_holds_a_deployment_and_what_brings_its_copy_up() {
    Explanation found =
        new Explainer(behind(), List.of()).of(new Subject.OfDeployment("orders", "eu-north"));

    assertThat(found.held())
        .contains(
            new Explanation.Held(
                "replication-lag", "lag at most 5 min", NORTH.substring(10), null));
    assertThat(found.wouldChange()).contains("'fairlead replicate --region eu-north'");
  }

  @Test
  void databases_are_told_beside_sets() {
    Snapshot snapshot = replicated();

    String text = StatusText.of(snapshot, DryTick.of(snapshot), new Answers(new TreeMap<>()));
    JsonNode lag =
        StatusJson.of(snapshot, DryTick.of(snapshot), new Answers(new TreeMap<>())).get("lag");

    assertThat(text)
        .contains("COPY eu-north: " + REPLICA + ", at most 1 min: no new share\n")
        .doesNotContain("takes writes");
    assertThat(lag.get(0).toString())
        .isEqualTo(
            "{\"database\":\"shop\",\"region\":\"eu-north\",\"boundMillis\":60000,"
                + "\"lossBoundBytes\":1000,\"beyond\":true,\"role\":\"replica\","
                + "\"lagMillis\":120000,\"bytesToReplay\":400,\"bytesToReceive\":100,"
                + "\"why\":null}");
    assertThat(lag.get(1).get("role").stringValue()).isEqualTo("writes");
    assertThat(PlanText.of(snapshot, stage.view(), stage.decision()))
        .contains("copy    eu-west: its server of shop takes writes")
        .contains("copy    eu-north: " + REPLICA);
    Explanation found =
        new Explainer(snapshot, List.of()).of(new Subject.OfDeployment("orders", "eu-north"));
    assertThat(found.held())
        .contains(new Explanation.Held("database-lag", "lag at most 1 min", REPLICA, null));
    assertThat(found.wouldChange()).contains("its replica catches up");
  }

  @Test
  void without_sets_that_services_wait_for_the_lag_is_not_declared() {
    assertThat(CopyRows.worst(CopyRows.of(stage.snapshot()))).isEqualTo("not declared");
  }

  private Snapshot behind() {
    Snapshot was = stage.snapshot();
    Instant now = was.at();
    SortedMap<String, Observation> entries = new TreeMap<>(was.observations());
    CopySighting north =
        new CopySighting(
            now, 3, 5, now.minus(Duration.ofMinutes(5)), now.minus(Duration.ofMinutes(10)), 2, 812);
    CopySighting master = new CopySighting(now, 5, 5, now, now, 0, 0);
    entries.compute("eu-north", (_, entry) -> telling(entry, north));
    entries.compute("eu-west", (_, entry) -> telling(entry, master));
    return new Snapshot(
        fleet(was.fleet()),
        now,
        was.epoch(),
        was.state(),
        new Entries(entries, new TreeMap<>()),
        was.current());
  }

  private Snapshot replicated() {
    Snapshot was = stage.snapshot();
    Instant now = was.at();
    SortedMap<String, Observation> entries = new TreeMap<>(was.observations());
    DatabaseSighting.Head head = new DatabaseSighting.Head(900, now);
    entries.compute(
        "eu-west",
        (_, entry) ->
            telling(
                entry,
                new DatabaseSighting(now, "1", 1, true, 900, 900, head, now, new TreeMap<>())));
    entries.compute(
        "eu-north",
        (_, entry) ->
            telling(
                entry,
                new DatabaseSighting(
                    now, "1", 1, false, 800, 500, null, now.minusSeconds(120), new TreeMap<>())));
    Fleet fleet = was.fleet();
    TreeMap<String, ReplicatedDatabase> databases = new TreeMap<>();
    databases.put(
        "shop",
        new ReplicatedDatabase(
            "shop",
            new TreeMap<>(Map.of("eu-west", "eu-west", "eu-north", "eu-north")),
            new TreeSet<>(List.of("orders")),
            Duration.ofMinutes(1),
            1000));
    Fleet waiting =
        new Fleet(
            fleet.name(),
            fleet.mode(),
            fleet.digest(),
            fleet.probes(),
            fleet.regions(),
            fleet.services(),
            fleet.safety(),
            new TreeMap<>(),
            databases);
    return new Snapshot(
        waiting,
        now,
        was.epoch(),
        was.state(),
        new Entries(entries, new TreeMap<>()),
        was.current());
  }

  private static Observation telling(Observation entry, DatabaseSighting seen) {
    TreeMap<String, DatabasePosition> databases = new TreeMap<>();
    databases.put("shop", DatabasePosition.next(null, seen));
    return new Observation(
        entry.observer(),
        entry.slot(),
        entry.runId(),
        entry.sequence(),
        entry.at(),
        entry.topologyDigest(),
        entry.registerEpoch(),
        entry.blind(),
        entry.blindReason(),
        entry.targets(),
        null,
        databases);
  }

  private static Observation telling(Observation entry, CopySighting seen) {
    TreeMap<String, CopyPosition> copies = new TreeMap<>();
    copies.put("gateway", Objects.requireNonNull(CopyPosition.next(null, seen)));
    return new Observation(
        entry.observer(),
        entry.slot(),
        entry.runId(),
        entry.sequence(),
        entry.at(),
        entry.topologyDigest(),
        entry.registerEpoch(),
        entry.blind(),
        entry.blindReason(),
        entry.targets(),
        copies);
  }

  private static Fleet fleet(Fleet was) {
    TreeMap<String, ReplicatedSet> sets = new TreeMap<>();
    sets.put(
        "gateway",
        new ReplicatedSet(
            "gateway",
            "eu-west",
            new TreeSet<>(List.of("eu-north", "us-east")),
            new TreeSet<>(List.of("orders")),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5)));
    return new Fleet(
        was.name(),
        was.mode(),
        was.digest(),
        was.probes(),
        was.regions(),
        was.services(),
        was.safety(),
        sets);
  }
}
