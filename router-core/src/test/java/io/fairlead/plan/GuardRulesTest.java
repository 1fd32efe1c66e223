package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState.Evacuation;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every rule refuses what it should, with its numbers, and nothing else. */
class GuardRulesTest {
  private static final String ORDERS = "zone/orders.demo.test";

  private static RuleResult refusal(GuardDecision decision, GuardRule rule) {
    return decision.results().stream()
        .filter(result -> result.result() == RuleResult.Result.REFUSED)
        .filter(result -> result.rule().equals(rule.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(rule.name() + " not in " + decision.results()));
  }

  private static GuardDecision check(Stage stage, Change change, PlanReason reason) {
    return Guard.check(stage.view(), plan(stage, List.of(action(change, reason)), Map.of()));
  }

  private static Action action(Change change, PlanReason reason) {
    return new Action(change instanceof Change.Move ? 1 : 2, change, List.of(reason), List.of());
  }

  private static Plan plan(Stage stage, List<Action> actions, Map<String, Integer> load) {
    return PlanIds.identified(
        new Plan(
            "",
            stage.now,
            stage.epoch,
            actions,
            List.of(),
            List.of(),
            new TreeMap<>(load),
            new TreeMap<>()));
  }

  private static Change.Weights weights(Stage stage, RecordChange... changes) {
    SortedMap<PartitionId, SortedMap<String, Integer>> shares = new TreeMap<>();
    shares.put(new PartitionId("orders", "eu"), new TreeMap<>());
    shares.put(new PartitionId("orders", "us"), new TreeMap<>());
    return new Change.Weights("orders.demo.test", zone(stage).epoch(), List.of(changes), shares);
  }

  private static RecordSets zone(Stage stage) {
    return Objects.requireNonNull(stage.zones.get("orders.demo.test"));
  }

  private static RecordChange change(Stage stage, String name, String region, int weight) {
    WeightedRecord before =
        Objects.requireNonNull(
            zone(stage).records().get(new RecordKey(name, RecordType.A, region)));
    return new RecordChange(before, before.withWeight(weight));
  }

  private static WeightedRecord record(String name, String region, @Nullable String check) {
    return new WeightedRecord(
        new RecordKey(name, RecordType.A, region),
        Duration.ofSeconds(5),
        100,
        List.of("127.10.3.100"),
        check);
  }

  @Test
  void every_rule_is_asked_once_and_answers_with_its_numbers() {
    Stage stage = Stage.demo();

    GuardDecision decision = Guard.check(stage.view(), plan(stage, List.of(), Map.of()));

    assertThat(GuardRule.all())
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(GuardRule.class.getPermittedSubclasses());
    assertThat(decision.results())
        .extracting(RuleResult::rule)
        .containsExactlyInAnyOrder(
            "keeps-K-serving",
            "never-all-zero",
            "panic",
            "velocity",
            "capacity",
            "residency",
            "hold-down",
            "exactly-one",
            "quorum-alive",
            "freshness",
            "rpo-gate",
            "replication-lag",
            "empty-read");
    assertThat(decision.results())
        .allSatisfy(
            result -> {
              assertThat(result.result()).isEqualTo(RuleResult.Result.APPROVED);
              assertThat(result.limit()).isNotBlank();
              assertThat(result.found()).isNotBlank();
            });
  }

  @Test
  void keeps_serving_refuses_to_go_below_k() {
    Stage stage = Stage.settled(Blueprint.demo().keeping(3)).darken("us-east");

    GuardDecision guard = stage.tick().guard();

    assertThat(guard.kind()).isEqualTo(GuardDecision.Kind.REFUSED);
    assertThat(refusal(guard, new KeepsServing()).found())
        .isEqualTo("2 of orders would stay in, without [us-east]");
    assertThat(stage.flags).isEmpty();
  }

  @Test
  void keeps_serving_says_when_a_drain_would_leave_nobody() {
    Stage stage = Stage.demo().drain("region/eu-west").drain("region/eu-north");

    GuardDecision guard = stage.tick().guard();

    assertThat(guard.results())
        .contains(
            new RuleResult(
                "keeps-K-serving",
                "partition/portal/all",
                "at least 1 region for portal/all",
                "none without [eu-north, eu-west]",
                RuleResult.Result.REFUSED));
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 255);
  }

  @Test
  void never_all_zero_refuses_an_answer_without_weight() {
    Stage stage = Stage.demo();
    Change.Weights zero = weights(stage, change(stage, "us.orders.demo.test", "us-east", 0));

    RuleResult refused =
        refusal(check(stage, zero, new PlanReason.Drift("test")), new NeverAllZero());

    assertThat(refused.target()).isEqualTo(ORDERS);
    assertThat(refused.found()).isEqualTo("us.orders.demo.test A all zero");
  }

  @Test
  void never_all_zero_refuses_the_last_region_s_flag() {
    Stage stage = Stage.demo();
    for (String region : List.of("eu-west", "eu-north")) {
      RegionGroup flag = new RegionGroup(region, "default");
      stage.flags.put(flag, new Copy(flag, 0, "bob", "tag"));
    }
    Change raise = new Change.Raise(new RegionGroup("us-east", "default"));

    RuleResult refused =
        refusal(check(stage, raise, new PlanReason.Drift("test")), new NeverAllZero());

    assertThat(refused.found()).isEqualTo("every other region of group default is flagged");
  }

  @Test
  void case_14_two_regions_down_freeze_everything_and_say_so() {
    Stage stage = Stage.demo().darken("us-east").darken("eu-north");
    stage.silent.remove("eu-north");

    GuardDecision guard = stage.tick().guard();

    assertThat(guard.kind()).isEqualTo(GuardDecision.Kind.PANIC);
    assertThat(guard.approved()).isEmpty();
    assertThat(refusal(guard, new Panic()).found()).isEqualTo("2: [eu-north, us-east]");
    assertThat(stage.state.freeze()).isNotNull();
    assertThat(stage.told("freeze"))
        .containsExactly(
            "fleet: panic: 2: [eu-north, us-east], limit at most 1 region Down within 30 s");
    assertThat(stage.flags).isEmpty();
  }

  @Test
  void panic_fires_where_over_half_of_a_service_fell_in_regions_that_stand() {
    Stage stage = Stage.demo();
    stage.downServices.addAll(List.of("eu-west/orders", "eu-north/orders"));

    GuardDecision guard = stage.tick().guard();

    assertThat(guard.kind()).isEqualTo(GuardDecision.Kind.PANIC);
    assertThat(refusal(guard, new Panic()).found()).isEqualTo("2 of 3: [eu-north, eu-west]");
  }

  @Test
  void panic_does_not_count_what_rung_one_mends() {
    Stage stage = Stage.demo();
    stage.downNodes.addAll(List.of("eu-west/gw-1", "eu-north/gw-1"));

    GuardDecision guard = stage.tick().guard();

    assertThat(guard.kind()).isEqualTo(GuardDecision.Kind.APPROVED);
    assertThat(stage.holders.values()).containsOnlyOnce(new HeldBy("gw-1"));
  }

  @Test
  void panic_does_not_fire_again_for_what_a_person_has_seen() {
    Stage stage = Stage.demo().darken("us-east").darken("eu-north");
    stage.silent.remove("eu-north");
    stage.tick();
    stage.pass(Duration.ofSeconds(2));
    RegisterDraft draft = RegisterDraft.of(stage.state).freeze(null);
    draft.line(new HistoryEntry(stage.now, stage.epoch + 1, "freeze", "fleet", "unfreeze", "ann"));
    stage.state = draft.build("op", stage.now);

    stage.pass(Duration.ofSeconds(2)).tick();

    assertThat(stage.state.freeze()).isNull();
    assertThat(stage.flags).hasSize(1);
  }

  @Test
  void velocity_refuses_a_second_region_and_lets_the_first_go_on() {
    Stage stage = Stage.demo();
    stage.state = withEvacuation(stage, "eu-west");
    stage.darken("us-east");

    GuardDecision guard = stage.tick().guard();

    assertThat(guard.kind()).isEqualTo(GuardDecision.Kind.REFUSED);
    RuleResult refused = refusal(guard, new Velocity());
    assertThat(refused.limit()).isEqualTo("1 per 30 s");
    assertThat(refused.found()).isEqualTo("2: [eu-west, us-east]");
    assertThat(stage.flags).isEmpty();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);

    stage.run(Duration.ofSeconds(32));
    assertThat(stage.flags).hasSize(1);
  }

  private static io.fairlead.journal.RegisterState withEvacuation(Stage stage, String region) {
    var state = stage.state;
    return new io.fairlead.journal.RegisterState(
        state.format(),
        state.fleet(),
        state.operation(),
        state.writtenAt(),
        state.topology(),
        state.verdicts(),
        state.intents(),
        state.latches(),
        state.drains(),
        state.freeze(),
        state.requests(),
        state.refusals(),
        List.of(new Evacuation(region, stage.now)),
        state.flagFloors(),
        state.changedAt(),
        state.history());
  }

  @Test
  void capacity_refuses_a_drain_that_fits_nowhere() {
    Stage stage = Stage.settled(busy()).drain("region/eu-west");

    GuardDecision guard = stage.tick().guard();

    RuleResult refused = refusal(guard, new Capacity());
    assertThat(refused.limit()).isEqualTo("at most 80 % of tested capacity");
    assertThat(refused.found()).isEqualTo("deployment/orders/eu-north at 100 %");
    assertThat(stage.weights("eu.orders.demo.test")).containsEntry("eu-west", 153);
  }

  /** The demo with 500 requests a second in the EU. */
  private static Blueprint busy() {
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
                    500,
                    List.of("EU"),
                    Blueprint.share("eu-west", 60, "eu-north", 40),
                    null),
                Blueprint.partition(
                    "orders",
                    "us",
                    200,
                    List.of("US", "EU"),
                    Blueprint.share("us-east", 100),
                    null)),
            Map.of("eu-west", 500, "eu-north", 500, "us-east", 500));
  }

  @Test
  void a_failover_never_waits_for_a_drain_that_capacity_refuses() {
    Stage stage = Stage.settled(busy()).drain("region/eu-west").darken("us-east");

    Decision decision = stage.tick();

    assertThat(decision.withheld()).containsExactly("region/eu-west is drained by ann");
    assertThat(decision.guard().kind()).isEqualTo(GuardDecision.Kind.PARTLY);
    assertThat(refusal(decision.guard(), new Capacity()).target()).isEqualTo(ORDERS);
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
    assertThat(stage.weights("eu.orders.demo.test")).containsEntry("eu-west", 153);
  }

  @Test
  void residency_refuses_a_record_outside_the_permitted_regions() {
    Stage stage = Stage.demo();
    Change.Weights wrong =
        weights(
            stage,
            new RecordChange(null, record("eu.orders.demo.test", "us-east", "us-east/default")));

    RuleResult refused =
        refusal(check(stage, wrong, new PlanReason.Drift("test")), new Residency());

    assertThat(refused.found()).isEqualTo("eu.orders.demo.test us-east");
  }

  @Test
  void hold_down_leaves_a_target_alone_that_was_just_changed() {
    Stage stage = Stage.demo().drain("region/us-east");
    stage.tick();
    stage.undrain("region/us-east").pass(Duration.ofSeconds(1));

    RuleResult refused = refusal(stage.tick().guard(), new HoldDown());

    assertThat(refused.target()).isEqualTo(ORDERS);
    assertThat(refused.limit()).isEqualTo("2 s between two changes");
  }

  @Test
  void hold_down_never_keeps_an_address_on_nothing() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");
    stage.tick();
    stage.holders.put(new AddressId("eu-west", "front"), new HeldBy(null));

    assertThat(stage.pass(Duration.ofMillis(100)).tick().guard().approved()).hasSize(1);
  }

  @Test
  void exactly_one_refuses_a_move_from_where_the_address_is_not() {
    Stage stage = Stage.demo();
    AddressId front = new AddressId("eu-west", "front");

    assertThat(
            refusal(
                    check(
                        stage,
                        new Change.Move(front, "gw-2", "gw-1"),
                        new PlanReason.HolderDown("gw-2", "gw-1")),
                    new ExactlyOne())
                .found())
        .isEqualTo("it is on gw-1");
    assertThat(
            refusal(
                    check(
                        stage,
                        new Change.Move(front, "gw-1", "gw-9"),
                        new PlanReason.HolderDown("gw-1", "gw-9")),
                    new ExactlyOne())
                .found())
        .isEqualTo("gw-9 is not a node of the address");
  }

  @Test
  void exactly_one_refuses_two_changes_of_one_target() {
    Stage stage = Stage.demo();
    Action raise =
        action(
            new Change.Raise(new RegionGroup("us-east", "default")), new PlanReason.Drift("test"));

    GuardDecision guard = Guard.check(stage.view(), plan(stage, List.of(raise, raise), Map.of()));

    assertThat(refusal(guard, new ExactlyOne()).found()).isEqualTo("2 changes in one plan");
  }

  @Test
  void quorum_alive_refuses_to_evacuate_without_a_majority_of_observers() {
    Stage stage = Stage.demo().darken("us-east");
    View seen = stage.view();
    Plan plan = Planner.plan(seen, java.util.Set.of());
    var one = new TreeMap<>(seen.observations());
    one.keySet().retainAll(List.of("eu-west"));
    View view =
        new View(
            seen.fleet(),
            seen.now(),
            seen.epoch(),
            seen.state(),
            seen.judgements(),
            one,
            seen.current());

    RuleResult refused = refusal(Guard.check(view, plan), new QuorumAlive());

    assertThat(refused.limit()).isEqualTo("2 of at least 3 observers");
    assertThat(refused.found()).isEqualTo("1 of 3: [eu-west]");
  }

  @Test
  void two_regions_without_a_witness_never_evacuate_by_themselves() {
    Blueprint two = new Blueprint();
    two.region("eu-west", 1, "EU").region("eu-north", 2, "EU").portal(FailbackMode.MANUAL);
    Stage stage = Stage.settled(two);
    stage.downServices.add("eu-west/portal");

    assertThat(refusal(stage.tick().guard(), new QuorumAlive()).found())
        .isEqualTo("2 of 2: [eu-north, eu-west]");

    stage.request("failover", "service/portal", null, false).pass(Duration.ofSeconds(2)).tick();
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-north", 255);
  }

  @Test
  void freshness_refuses_what_is_not_so_now() {
    Stage stage = Stage.demo().darken("us-east");
    View fell = stage.view();
    stage.silent.addAll(List.of("eu-west", "eu-north"));
    View dark = stage.view();
    View view =
        new View(
            fell.fleet(),
            fell.now(),
            fell.epoch(),
            fell.state(),
            dark.judgements(),
            fell.observations(),
            fell.current());

    Decision decision = Decision.of(view);

    assertThat(refusal(decision.guard(), new Freshness()).found())
        .isEqualTo("not so now: orders is Down in us-east");
    assertThat(decision.guard().approved()).isEmpty();
  }

  @Test
  void freshness_refuses_a_register_from_the_future() {
    Stage stage = Stage.demo();
    stage.state = RegisterDraft.of(stage.state).build("op", stage.now.plusSeconds(11));
    stage.drain("region/us-east");
    stage.state = RegisterDraft.of(stage.state).build("op", stage.now.plusSeconds(11));

    GuardDecision guard = Decision.of(stage.view()).guard();

    assertThat(refusal(guard, new Freshness()).target()).isEqualTo("fleet");
    assertThat(guard.approved()).isEmpty();
  }

  @Test
  void rpo_gate_refuses_to_promote_what_would_lose_too_much() {
    Stage stage = Stage.demo();
    stage.lag.put(
        new io.fairlead.health.Subject.OfDeployment("portal", "eu-north"),
        new ReplicationLag(Duration.ofSeconds(90), Duration.ofMinutes(5), Duration.ofMinutes(1)));
    stage.downServices.add("eu-west/portal");

    RuleResult refused = refusal(stage.tick().guard(), new RpoGate());

    assertThat(refused.limit()).isEqualTo("loses at most 1 min");
    assertThat(refused.found()).isEqualTo("deployment/portal/eu-north is 90 s behind");
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 255);
  }

  @Test
  void an_operator_may_accept_the_loss() {
    Stage stage = Stage.demo();
    stage.lag.put(
        new io.fairlead.health.Subject.OfDeployment("portal", "eu-north"),
        new ReplicationLag(Duration.ofSeconds(90), Duration.ofSeconds(9), Duration.ofMinutes(1)));

    stage.request("failover", "service/portal", null, true).tick();

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-north", 255);
  }

  @Test
  void replication_lag_gives_no_new_share_to_a_region_that_is_behind() {
    Stage stage = Stage.demo();
    stage.lag.put(
        new io.fairlead.health.Subject.OfDeployment("orders", "eu-west"),
        new ReplicationLag(Duration.ofSeconds(9), Duration.ofSeconds(5), Duration.ofMinutes(1)));

    GuardDecision guard = stage.drain("region/us-east").tick().guard();

    assertThat(refusal(guard, new LagBound()).limit()).isEqualTo("lag at most 5 s");
    assertThat(refusal(guard, new LagBound()).found())
        .isEqualTo("deployment/orders/eu-west is 9 s behind");
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
  }

  @Test
  void case_7_an_empty_or_partial_read_deletes_nothing() {
    Stage stage = Stage.demo();
    RecordChange[] deletions =
        zone(stage).records().values().stream()
            .map(record -> new RecordChange(record, null))
            .toArray(RecordChange[]::new);

    RuleResult refused =
        refusal(
            check(stage, weights(stage, deletions), new PlanReason.Drift("test")), new EmptyRead());

    assertThat(refused.limit()).isEqualTo("at most half of a zone's records deleted, read whole");
    assertThat(refused.found()).isEqualTo("5 of 5 deleted");
  }

  @Test
  void an_unreadable_zone_is_named_and_left_alone() {
    Stage stage = Stage.demo();
    stage.unreadable.add(ORDERS);

    Decision decision = stage.drain("region/us-east").tick();

    assertThat(decision.plan().actions()).isEmpty();
    assertThat(decision.plan().unreadable()).containsExactly(ORDERS + ": throttled");
  }

  @Test
  void every_kind_of_answer_is_reached() {
    assertThat(GuardDecision.Kind.values())
        .containsExactlyInAnyOrder(
            Guard.kind(List.of(), List.of()),
            Guard.kind(List.of(refused("capacity")), List.of(someAction())),
            Guard.kind(List.of(refused("capacity")), List.of()),
            Guard.kind(List.of(refused("panic")), List.of()));
  }

  private static RuleResult refused(String rule) {
    return new RuleResult(rule, "fleet", "1", "2", RuleResult.Result.REFUSED);
  }

  private static Action someAction() {
    return action(
        new Change.Raise(new RegionGroup("us-east", "default")), new PlanReason.Drift("test"));
  }
}
