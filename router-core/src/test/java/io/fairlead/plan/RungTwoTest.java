package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.traffic.RecordSets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RungTwoTest {
  private static final RegionGroup WEST = new RegionGroup("eu-west", "default");
  private static final RegionGroup EAST = new RegionGroup("us-east", "default");

  private static List<Change> changes(Decision decision) {
    return decision.guard().approved().stream().map(Action::change).toList();
  }

  @Test
  void every_group_of_a_dark_region_leaves_and_counts_once() {
    Stage stage = Stage.demo().darken("eu-west");

    Decision decision = stage.tick();

    assertThat(stage.flags).containsOnlyKeys(WEST, new RegionGroup("eu-west", "portal"));
    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
    assertThat(stage.weights("eu.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
    assertThat(stage.state.evacuations()).hasSize(1);
    assertThat(decision.guard().kind()).isEqualTo(GuardDecision.Kind.APPROVED);
  }

  @Test
  void what_does_not_fit_a_down_region_s_neighbours_moves_with_a_warning() {
    Stage stage = Stage.settled(tight(null)).darken("eu-west");

    Decision decision = stage.tick();

    assertThat(stage.weights("eu.orders.demo.test")).containsEntry("eu-north", 255);
    assertThat(decision.guard().results())
        .contains(
            new RuleResult(
                "capacity",
                "zone/orders.demo.test",
                "at most 80 % of tested capacity",
                "deployment/orders/eu-north at 134 %",
                RuleResult.Result.WARNED));
  }

  private static Blueprint tight(@Nullable String overflow) {
    return Blueprint.demo()
        .service(
            "orders",
            FailoverPolicy.AUTOMATIC,
            FailbackMode.RAMP,
            "default",
            List.of(
                Blueprint.partition(
                    "orders",
                    "eu",
                    400,
                    List.of("EU"),
                    Blueprint.share("eu-west", 60, "eu-north", 40),
                    overflow)),
            Map.of("eu-west", 500, "eu-north", 300));
  }

  @Test
  void what_fits_nowhere_goes_to_the_overflow() {
    Stage stage = Stage.settled(Blueprint.demo().orders("127.10.9.9"));
    stage.darken("eu-west");

    Decision decision = stage.tick();

    assertThat(decision.plan().overflow()).isEmpty();
    assertThat(stage.weights("eu.orders.demo.test"))
        .containsEntry("overflow", 0)
        .containsEntry("eu-north", 255);
  }

  @Test
  void a_region_that_falls_beside_a_full_one_fills_the_overflow() {
    Stage stage = Stage.settled(tight("127.10.9.9")).darken("eu-west");

    Decision decision = stage.tick();

    assertThat(decision.plan().overflow()).containsEntry("orders/eu", 160);
    assertThat(stage.weights("eu.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 153, "eu-west", 0, "overflow", 102));
    assertThat(decision.plan().load()).containsEntry("deployment/orders/eu-north", 80);
  }

  @Test
  void one_deployment_of_a_group_leaves_by_weights_alone() {
    Blueprint grouped = Blueprint.demo();
    grouped.portal(FailbackMode.RAMP);
    Service portal = grouped.fleet().service("portal");
    grouped.service(
        "portal",
        portal.failover(),
        FailbackMode.RAMP,
        "default",
        List.copyOf(portal.partitions().values()),
        Map.of("eu-west", 50, "eu-north", 50));
    Stage stage = Stage.settled(grouped);
    stage.downServices.add("eu-west/portal");

    stage.tick();

    assertThat(stage.flags).isEmpty();
    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
    assertThat(stage.state.latches())
        .containsOnlyKeys(new Subject.OfDeployment("portal", "eu-west"));
  }

  @Test
  void a_passive_deployment_that_falls_is_neither_evacuated_nor_latched() {
    Stage stage = Stage.demo();
    stage.downServices.add("eu-north/portal");

    assertThat(changes(stage.tick())).isEmpty();
    assertThat(stage.state.latches()).isEmpty();

    stage.heal().run(Duration.ofSeconds(40)).downServices.add("eu-west/portal");
    stage.tick();
    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
  }

  @Test
  void a_service_with_manual_failover_stays_until_an_operator_asks() {
    Blueprint manual = Blueprint.demo();
    Service portal = manual.fleet().service("portal");
    manual.service(
        "portal",
        FailoverPolicy.MANUAL,
        FailbackMode.MANUAL,
        "portal",
        List.copyOf(portal.partitions().values()),
        Map.of("eu-west", 50, "eu-north", 50));
    Stage stage = Stage.settled(manual);
    stage.downServices.add("eu-west/portal");

    assertThat(changes(stage.tick())).isEmpty();

    stage.request("failover", "deployment/portal/eu-west", null, false).tick();
    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
    assertThat(stage.flags).containsOnlyKeys(new RegionGroup("eu-west", "portal"));
  }

  @Test
  void a_dark_dns_api_does_not_hold_up_an_evacuation() {
    Stage stage = Stage.demo().darken("us-east");
    stage.unreadable.add("zone/orders.demo.test");

    Decision decision = stage.tick();

    assertThat(changes(decision)).containsExactly(new Change.Raise(EAST));
    assertThat(decision.plan().unreadable()).contains("zone/orders.demo.test: throttled");

    stage.unreadable.clear();
    stage.pass(Duration.ofSeconds(2)).tick();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
  }

  @Test
  void cutting_one_observer_s_path_moves_nothing_and_cutting_two_does() {
    Stage stage = Stage.demo();
    stage.cut.add("eu-north>us-east");
    assertThat(changes(stage.tick())).isEmpty();

    stage.cut.add("eu-west>us-east");
    stage.pass(Duration.ofSeconds(2)).tick();
    stage.pass(Duration.ofSeconds(3)).tick();
    assertThat(stage.flags).containsOnlyKeys(EAST);
  }

  @Test
  void the_last_region_of_a_partition_stays_whatever_happens() {
    Stage stage = Stage.demo().darken("eu-west");
    stage.tick();
    stage.run(Duration.ofMinutes(2)).darken("eu-north");

    stage.run(Duration.ofSeconds(10));

    assertThat(stage.weights("eu.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
    assertThat(stage.flags).doesNotContainKey(new RegionGroup("eu-north", "portal"));
  }

  @Test
  void a_deployment_that_still_rises_holds_up_no_other_s_weights() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-north/gw-1");
    stage.rising.add("eu-north");
    stage.tick();
    stage.run(Duration.ofSeconds(6)).darken("us-east");

    Decision decision = stage.tick();

    assertThat(decision.plan().notes()).anyMatch(note -> note.contains("has just moved"));
    assertThat(stage.flags).containsKey(EAST);
    assertThat(stage.weights("us.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 0, "eu-west", 255, "us-east", 0));
    assertThat(stage.weights("eu.orders.demo.test"))
        .isEqualTo(Map.of("eu-north", 102, "eu-west", 153));
  }

  @Test
  void a_drain_takes_out_gently_and_its_end_brings_back() {
    Stage stage = Stage.demo().drain("region/us-east");

    stage.tick();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
    assertThat(stage.flags).isEmpty();
    assertThat(stage.state.latches()).isEmpty();

    stage.undrain("region/us-east").pass(Duration.ofSeconds(4)).tick();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
  }

  @Test
  void a_flag_of_ours_older_than_the_last_return_goes() {
    Stage stage = Stage.demo().darken("us-east");
    stage.tick();
    Copy late = stage.flags.get(EAST);
    stage.run(Duration.ofSeconds(20)).heal().run(Duration.ofMinutes(2));
    assertThat(stage.flags).isEmpty();

    stage.flags.put(EAST, java.util.Objects.requireNonNull(late));
    Decision decision = stage.tick();

    assertThat(decision.guard().approved())
        .singleElement()
        .satisfies(
            action ->
                assertThat(action.reasons())
                    .containsExactly(new PlanReason.StaleFlag("us-east/default")));
    assertThat(stage.flags).isEmpty();
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void a_drained_region_keeps_its_records_and_an_unwanted_record_goes() {
    Stage stage = Stage.demo();
    var sets = stage.zones.get("demo.test");
    var old = java.util.Objects.requireNonNull(sets).records().values().iterator().next();
    var foreign =
        new io.fairlead.traffic.WeightedRecord(
            new io.fairlead.traffic.RecordKey(
                "gone.demo.test", io.fairlead.traffic.RecordType.A, "eu-west"),
            old.ttl(),
            255,
            old.values(),
            old.healthCheck());
    var records = new java.util.TreeMap<>(sets.records());
    records.put(foreign.key(), foreign);
    stage.zones.put(
        "demo.test", new io.fairlead.traffic.RecordSets("demo.test", sets.epoch(), records));

    stage.tick();

    assertThat(stage.weights("gone.demo.test")).isEmpty();
    assertThat(stage.weights("portal.demo.test")).isNotEmpty();
  }

  /** Found by seed 422: it got all of the service while rung 1 moved the address. */
  @Test
  void a_latched_region_that_a_person_gives_traffic_stays_out_while_rung_one_moves_its_address() {
    Stage stage = Stage.demo().request("failover", "service/portal", null, false);
    stage.run(Duration.ofSeconds(10));
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 0);
    split(stage, Map.of("eu-west", 7, "eu-north", 7));
    stage.downNodes.add("eu-west/gw-1");

    Decision decision = stage.pass(Duration.ofSeconds(20)).tick();

    assertThat(decision.plan().notes()).anyMatch(note -> note.contains("portal/eu-west is Down"));
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 0);
  }

  /** The address still moved, and the Down region got all of the service on its way. */
  @Test
  void a_held_region_of_an_active_passive_service_keeps_its_part_and_the_next_takes_the_rest() {
    Stage stage = Stage.demo();
    split(stage, Map.of("eu-west", 102, "eu-north", 153));
    stage.downNodes.add("eu-west/gw-1");

    stage.tick();

    assertThat(stage.weights("portal.demo.test"))
        .isEqualTo(Map.of("eu-west", 102, "eu-north", 153));
  }

  @Test
  void a_held_region_of_an_active_passive_service_that_has_all_keeps_all() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");

    Decision decision = stage.tick();

    assertThat(decision.plan().notes()).anyMatch(note -> note.contains("portal/eu-west is Down"));
    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-west", 255, "eu-north", 0));
  }

  @Test
  void what_a_held_passive_region_does_not_keep_stays_with_the_overflow() {
    Stage stage = Stage.settled(passive("127.10.9.9"));
    stage.darken("eu-west").run(Duration.ofSeconds(40));
    Map<String, Integer> served = Map.of("eu-west", 0, "eu-north", 102, "overflow", 153);
    assertThat(stage.weights("portal.demo.test")).isEqualTo(served);
    stage.downNodes.add("eu-north/gw-1");

    Decision decision = stage.tick();

    assertThat(decision.plan().notes())
        .anyMatch(note -> note.contains("portal/eu-north is Down"))
        .noneMatch(note -> note.contains("no region may take it"));
    assertThat(stage.weights("portal.demo.test")).isEqualTo(served);
  }

  /** A person's edit of the weights of portal. */
  private static void split(Stage stage, Map<String, Integer> weights) {
    RecordSets sets = Objects.requireNonNull(stage.zones.get("demo.test"));
    var records = new TreeMap<>(sets.records());
    records.replaceAll(
        (key, record) -> record.withWeight(weights.getOrDefault(key.setIdentifier(), 0)));
    stage.zones.put("demo.test", new RecordSets("demo.test", sets.epoch(), records));
  }

  /** The demo with a passive region that carries 40 percent of portal. */
  private static Blueprint passive(String overflow) {
    Blueprint demo = Blueprint.demo();
    Partition all =
        new Partition(
            new PartitionId("portal", "all"),
            "portal.demo.test",
            "demo.test",
            Duration.ofSeconds(5),
            100,
            new TreeSet<>(),
            new TreeMap<>(),
            List.of("eu-west", "eu-north"),
            overflow);
    return demo.service(
        "portal",
        FailoverPolicy.AUTOMATIC,
        FailbackMode.MANUAL,
        "portal",
        List.of(all),
        Map.of("eu-west", 200, "eu-north", 50));
  }
}
