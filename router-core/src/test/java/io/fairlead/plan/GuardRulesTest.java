package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState.Evacuation;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.EvacuationFlags.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rule refuses what it should, with its numbers, and nothing else. */
class GuardRulesTest {
  @Test
  void every_rule_is_asked_once_and_answers_with_its_numbers() {
    Stage stage = Stage.demo();

    GuardDecision decision = Guard.check(stage.view(), GuardCases.plan(stage, List.of(), Map.of()));

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
    assertThat(GuardCases.refusal(guard, new KeepsServing()).found())
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
    Change.Weights zero =
        GuardCases.weights(stage, GuardCases.change(stage, "us.orders.demo.test", "us-east", 0));

    RuleResult refused =
        GuardCases.refusal(
            GuardCases.check(stage, zero, new PlanReason.Drift("test")), new NeverAllZero());

    assertThat(refused.target()).isEqualTo(GuardCases.ORDERS);
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
        GuardCases.refusal(
            GuardCases.check(stage, raise, new PlanReason.Drift("test")), new NeverAllZero());

    assertThat(refused.found()).isEqualTo("every other region of group default is flagged");
  }

  @Test
  void case_14_two_regions_down_freeze_everything_and_say_so() {
    Stage stage = Stage.demo().darken("us-east").darken("eu-north");
    stage.silent.remove("eu-north");

    GuardDecision guard = stage.tick().guard();

    assertThat(guard.kind()).isEqualTo(GuardDecision.Kind.PANIC);
    assertThat(guard.approved()).isEmpty();
    assertThat(GuardCases.refusal(guard, new Panic()).found()).isEqualTo("2: [eu-north, us-east]");
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
    assertThat(GuardCases.refusal(guard, new Panic()).found())
        .isEqualTo("2 of 3: [eu-north, eu-west]");
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
  void panic_does_not_count_what_was_seen_before_the_addresses_were_attached() {
    Stage stage = Stage.demo();
    stage.downNodes.addAll(List.of("eu-west/gw-1", "eu-north/gw-1"));
    stage.tick();
    stage.endpointsProbedAt = stage.now;
    stage.rising.addAll(List.of("eu-west", "eu-north"));

    stage.run(Duration.ofSeconds(20));

    assertThat(stage.tick().guard().kind()).isEqualTo(GuardDecision.Kind.APPROVED);
    assertThat(stage.state.freeze()).isNull();

    stage.endpointsProbedAt = stage.now;
    assertThat(stage.tick().guard().kind()).isEqualTo(GuardDecision.Kind.PANIC);
  }

  @Test
  void panic_does_not_count_what_was_never_up() {
    Stage stage = new Stage(Blueprint.demo());
    stage.rising.addAll(List.of("eu-west", "eu-north"));

    stage.run(Duration.ofSeconds(10));

    assertThat(stage.told("verdict"))
        .anyMatch(line -> line.startsWith("region/eu-north: Unknown to Down"));
    assertThat(stage.state.freeze()).isNull();
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
    RuleResult refused = GuardCases.refusal(guard, new Velocity());
    assertThat(refused.limit()).isEqualTo("1 per 30 s");
    assertThat(refused.found()).isEqualTo("2: [eu-west, us-east]");
    assertThat(stage.flags).isEmpty();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);

    stage.run(Duration.ofSeconds(32));
    assertThat(stage.flags).hasSize(1);
  }

  @Test
  void a_service_whose_feeds_must_stay_in_order_declares_a_longer_hold_down() {
    Stage stage = Stage.settled(Blueprint.demo().holdDown("orders", 10));
    stage.run(Duration.ofSeconds(30)).drain("region/us-east").tick();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
    stage.undrain("region/us-east").pass(Duration.ofSeconds(18));

    GuardDecision guard = stage.tick().guard();

    RuleResult refused = GuardCases.refusal(guard, new HoldDown());
    assertThat(refused.target()).isEqualTo("zone/orders.demo.test");
    assertThat(refused.limit()).isEqualTo("20 s between two changes");
    stage.run(Duration.ofSeconds(4));
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
  }

  @Test
  void a_region_that_returned_is_not_evacuated_again_within_the_window() {
    Stage stage = Stage.demo().darken("us-east");
    stage.tick();
    assertThat(stage.flags).hasSize(1);
    Instant first = stage.now;
    stage.heal();
    while (!stage.flags.isEmpty()) {
      stage.run(Duration.ofSeconds(2));
    }
    assertThat(stage.now).isBefore(first.plusSeconds(26));

    stage.darken("us-east").pass(Duration.ofSeconds(2));
    GuardDecision guard = stage.tick().guard();

    assertThat(GuardCases.refusal(guard, new Velocity()).found())
        .isEqualTo("2: [us-east, us-east]");
    assertThat(stage.flags).isEmpty();
    stage.run(Duration.between(stage.now, first.plusSeconds(32)));
    assertThat(stage.flags).hasSize(1);
    assertThat(stage.state.evacuations()).hasSize(2);
  }

  @Test
  void flag_stores_that_do_not_answer_make_no_second_evacuation_the_first_one() {
    Stage stage = Stage.demo().darken("us-east");
    stage.tick();
    stage.heal();
    while (!stage.flags.isEmpty()) {
      stage.run(Duration.ofSeconds(2));
    }
    stage.darken("us-east").pass(Duration.ofSeconds(2));
    stage.unreadable.add("flags");

    GuardDecision guard = stage.tick().guard();

    assertThat(GuardCases.refusal(guard, new Velocity()).found())
        .isEqualTo("2: [us-east, us-east]");
    assertThat(stage.flags).isEmpty();
  }

  @Test
  void an_evacuation_that_never_took_effect_is_planned_again_and_counts_once() {
    Stage stage = Stage.demo();
    stage.state = withEvacuation(stage, "us-east");

    stage.darken("us-east").pass(Duration.ofSeconds(2)).tick();

    assertThat(stage.flags).hasSize(1);
    assertThat(stage.state.evacuations()).hasSize(1);
  }

  @Test
  void a_late_copy_that_is_cleared_away_is_no_return() {
    Stage stage = Stage.demo();
    RegionGroup flag = new RegionGroup("us-east", "default");
    var draft = RegisterDraft.of(withEvacuation(stage, "us-east"));
    draft.flagFloors().put(flag, 5L);
    stage.state = draft.lowered(flag, 4, 6).build("late copy", stage.now);

    stage.darken("us-east").pass(Duration.ofSeconds(2)).tick();

    assertThat(stage.flags).hasSize(1);
    assertThat(stage.state.evacuations()).hasSize(1);
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
        List.of(new Evacuation(region, stage.now, false)),
        state.flagFloors(),
        state.changedAt(),
        state.history());
  }

  @Test
  void capacity_refuses_a_drain_that_fits_nowhere() {
    Stage stage = Stage.settled(busy()).drain("region/eu-west");

    GuardDecision guard = stage.tick().guard();

    RuleResult refused = GuardCases.refusal(guard, new Capacity());
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
    assertThat(GuardCases.refusal(decision.guard(), new Capacity()).target())
        .isEqualTo(GuardCases.ORDERS);
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);
    assertThat(stage.weights("eu.orders.demo.test")).containsEntry("eu-west", 153);
  }

  /** Found by seed 701: what had been drained got its share back when another region fell. */
  @Test
  void what_is_drained_already_stays_out_when_a_failover_goes_on_without_the_drain() {
    Stage stage = Stage.settled(busy()).drain("region/eu-west").run(Duration.ofSeconds(10));
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 0);

    Decision decision = stage.darken("us-east").tick();

    assertThat(decision.withheld()).containsExactly("region/eu-west is drained by ann");
    assertThat(stage.weights("us.orders.demo.test"))
        .containsEntry("us-east", 0)
        .containsEntry("eu-west", 0);
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 0);
  }
}
