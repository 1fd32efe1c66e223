package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.traffic.RecordChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every rule refuses what it should, with its numbers, and nothing else. */
class GuardLimitsTest {
  @Test
  void residency_refuses_a_record_outside_the_permitted_regions() {
    Stage stage = Stage.demo();
    Change.Weights wrong =
        GuardCases.weights(
            stage,
            new RecordChange(
                null, GuardCases.record("eu.orders.demo.test", "us-east", "us-east/default")));

    RuleResult refused =
        GuardCases.refusal(
            GuardCases.check(stage, wrong, new PlanReason.Drift("test")), new Residency());

    assertThat(refused.found()).isEqualTo("eu.orders.demo.test us-east");
  }

  @Test
  void hold_down_leaves_a_target_alone_that_was_just_changed() {
    Stage stage = Stage.demo().drain("region/us-east");
    stage.tick();
    stage.undrain("region/us-east").pass(Duration.ofSeconds(1));

    RuleResult refused = GuardCases.refusal(stage.tick().guard(), new HoldDown());

    assertThat(refused.target()).isEqualTo(GuardCases.ORDERS);
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
            GuardCases.refusal(
                    GuardCases.check(
                        stage,
                        new Change.Move(front, "gw-2", "gw-1"),
                        new PlanReason.HolderDown("gw-2", "gw-1")),
                    new ExactlyOne())
                .found())
        .isEqualTo("it is on gw-1");
    assertThat(
            GuardCases.refusal(
                    GuardCases.check(
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
        GuardCases.action(
            new Change.Raise(new RegionGroup("us-east", "default")), new PlanReason.Drift("test"));

    GuardDecision guard =
        Guard.check(stage.view(), GuardCases.plan(stage, List.of(raise, raise), Map.of()));

    assertThat(GuardCases.refusal(guard, new ExactlyOne()).found())
        .isEqualTo("2 changes in one plan");
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

    RuleResult refused = GuardCases.refusal(Guard.check(view, plan), new QuorumAlive());

    assertThat(refused.limit()).isEqualTo("2 of at least 3 observers");
    assertThat(refused.found()).isEqualTo("1 of 3: [eu-west]");
  }

  @Test
  void two_regions_without_a_witness_never_evacuate_by_themselves() {
    Blueprint two = new Blueprint();
    two.region("eu-west", 1, "EU").region("eu-north", 2, "EU").portal(FailbackMode.MANUAL);
    Stage stage = Stage.settled(two);
    stage.downServices.add("eu-west/portal");

    assertThat(GuardCases.refusal(stage.tick().guard(), new QuorumAlive()).found())
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

    assertThat(GuardCases.refusal(decision.guard(), new Freshness()).found())
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

    assertThat(GuardCases.refusal(guard, new Freshness()).target()).isEqualTo("fleet");
    assertThat(guard.approved()).isEmpty();
  }

  @Test
  void case_7_an_empty_or_partial_read_deletes_nothing() {
    Stage stage = Stage.demo();
    RecordChange[] deletions =
        GuardCases.zone(stage).records().values().stream()
            .map(record -> new RecordChange(record, null))
            .toArray(RecordChange[]::new);

    RuleResult refused =
        GuardCases.refusal(
            GuardCases.check(
                stage, GuardCases.weights(stage, deletions), new PlanReason.Drift("test")),
            new EmptyRead());

    assertThat(refused.limit()).isEqualTo("at most half of a zone's records deleted, read whole");
    assertThat(refused.found()).isEqualTo("5 of 5 deleted");
  }

  @Test
  void an_unreadable_zone_is_named_and_left_alone() {
    Stage stage = Stage.demo();
    stage.unreadable.add(GuardCases.ORDERS);

    Decision decision = stage.drain("region/us-east").tick();

    assertThat(decision.plan().actions()).isEmpty();
    assertThat(decision.plan().unreadable()).containsExactly(GuardCases.ORDERS + ": throttled");
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
    return GuardCases.action(
        new Change.Raise(new RegionGroup("us-east", "default")), new PlanReason.Drift("test"));
  }
}
