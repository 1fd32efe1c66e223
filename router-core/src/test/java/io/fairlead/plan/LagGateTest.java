package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.health.Subject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lag gates routing: no new share, no promotion and no return for what is too far behind. */
final class LagGateTest {
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration TWELVE = Duration.ofMinutes(12);
  private static final Subject.OfDeployment NORTH = new Subject.OfDeployment("orders", "eu-north");

  @Test
  void a_fall_goes_to_regions_that_are_in_step_and_passes_over_the_one_behind() {
    Stage stage = Stage.demo().behind("orders", "eu-west", TWELVE, FIVE);

    Decision decision = stage.darken("us-east").run(Duration.ofSeconds(20)).tick();

    assertThat(stage.weights("us.orders.demo.test"))
        .containsEntry("eu-west", 0)
        .containsEntry("us-east", 0)
        .containsEntry("eu-north", 255);
    assertThat(decision.plan().notes())
        .contains(
            "no new share for deployment/orders/eu-west: its copy of gateway is 12 min behind, at"
                + " version 3 of 5: 2 objects, 812 B, at most 5 min");
  }

  @Test
  void a_region_that_falls_behind_keeps_the_share_that_it_carries() {
    Stage stage = Stage.demo();
    var before = stage.weights("eu.orders.demo.test");

    stage.behind("orders", "eu-west", TWELVE, FIVE).run(Duration.ofSeconds(20));

    assertThat(before.get("eu-west")).isPositive();
    assertThat(stage.weights("eu.orders.demo.test")).isEqualTo(before);
  }

  @Test
  void a_lag_of_the_bound_itself_is_within_it() {
    Stage stage = Stage.demo().behind("orders", "eu-west", FIVE, FIVE);

    stage.drain("region/us-east").tick();

    assertThat(stage.weights("us.orders.demo.test").get("eu-west")).isPositive();
  }

  @Test
  void where_all_are_behind_nothing_moves_and_the_refusal_says_how_far() {
    Stage stage =
        Stage.demo()
            .behind("orders", "eu-west", TWELVE, FIVE)
            .behind("orders", "eu-north", TWELVE, FIVE);

    GuardDecision guard = stage.drain("region/us-east").tick().guard();

    RuleResult refused = GuardCases.refusal(guard, new LagBound());
    assertThat(refused.target()).isEqualTo("partition/orders/us");
    assertThat(refused.limit()).isEqualTo("lag at most 5 min");
    assertThat(refused.found())
        .isEqualTo(
            "deployment/orders/eu-north: its copy of gateway is 12 min behind, at version 3 of 5:"
                + " 2 objects, 812 B");
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
  }

  @Test
  void a_copy_that_would_lose_too_much_is_not_promoted_nor_its_flag_raised() {
    Stage stage =
        Stage.demo()
            .behind("portal", "eu-north", Duration.ofSeconds(90), FIVE, Duration.ofMinutes(1));
    stage.downServices.add("eu-west/portal");

    stage.run(Duration.ofSeconds(20));

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 255);
    assertThat(stage.flags).isEmpty();
    assertThat(stage.told("refused"))
        .anyMatch(line -> line.contains("is 90 s behind") && line.contains("at most 1 min"));
  }

  @Test
  void the_guard_refuses_by_itself_what_a_planner_promotes_wrongly() {
    Stage stage = Stage.demo();
    var change = GuardCases.change(stage, "us.orders.demo.test", "eu-north", 200);
    stage.behind("orders", "eu-north", TWELVE, FIVE);

    RuleResult refused =
        GuardCases.refusal(
            GuardCases.check(
                stage, GuardCases.weights(stage, change), new PlanReason.Drift("test")),
            new LagBound());

    assertThat(refused.limit()).isEqualTo("lag at most 5 min");
  }

  @Test
  void what_nobody_can_tell_is_neither_refused_nor_passed_over_in_silence() {
    Stage stage = Stage.demo();
    stage.lag.put(
        NORTH,
        List.of(
            new ReplicationLag(
                "gateway", new ReplicationLag.Copy.NotKnown("it told nothing"), FIVE, FIVE)));

    GuardDecision guard = stage.drain("region/us-east").tick().guard();

    assertThat(stage.weights("us.orders.demo.test").get("eu-north")).isPositive();
    assertThat(guard.results())
        .anyMatch(
            result ->
                result.result() == RuleResult.Result.WARNED
                    && result
                        .found()
                        .equals(
                            "deployment/orders/eu-north: its copy of gateway is not known: it told"
                                + " nothing"));
  }

  @Test
  void an_operator_is_refused_a_region_that_is_behind_and_told_how_far() {
    Stage stage = Stage.demo().behind("portal", "eu-north", TWELVE, FIVE);

    stage.request("failover", "service/portal", "eu-north", false).tick();

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 255);
    assertThat(stage.told("request"))
        .contains(
            "service/portal: failover refused: deployment/portal/eu-north: its copy of gateway is"
                + " 12 min behind, at version 3 of 5: 2 objects, 812 B, at most 5 min;"
                + " --accept-loss goes all the same");
  }

  @Test
  void an_operator_who_names_no_region_is_told_what_bars_the_only_one() {
    Stage stage = Stage.demo().behind("portal", "eu-north", TWELVE, FIVE);

    stage.request("failover", "service/portal", null, false).tick();

    assertThat(stage.told("request"))
        .anyMatch(line -> line.contains("replication-lag found deployment/portal/eu-north"));
  }

  @Test
  void a_database_that_would_lose_too_much_is_not_promoted_and_its_loss_can_be_accepted() {
    Stage stage = Stage.demo();
    Subject.OfDeployment portal = new Subject.OfDeployment("portal", "eu-north");
    DatabaseLag.Server replica = new DatabaseLag.Server.Replica(Duration.ofSeconds(3), 9000, 5000);
    stage.lag.put(portal, List.of(new DatabaseLag("shop", replica, FIVE, 1000)));
    stage.downServices.add("eu-west/portal");
    stage.run(Duration.ofSeconds(20));

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 255);
    assertThat(stage.told("refused"))
        .anyMatch(
            line ->
                line.contains(
                    "its replica of shop is 3 s behind: 9000 B not replayed, 5000 B not received"));

    stage.request("failover", "service/portal", "eu-north", true).tick();

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-north", 255);
  }

  @Test
  void a_database_that_another_one_left_behind_gets_no_share() {
    Stage stage = Stage.demo();
    DatabaseLag.Server left = new DatabaseLag.Server.LeftBehind(1, "us-east", 2);
    stage.lag.put(
        new Subject.OfDeployment("orders", "eu-west"),
        List.of(new DatabaseLag("shop", left, FIVE, 1000)));

    stage.drain("region/us-east").tick();

    assertThat(stage.weights("us.orders.demo.test"))
        .containsEntry("eu-west", 0)
        .containsEntry("eu-north", 255);
  }

  @Test
  void accepting_the_loss_goes_and_is_journaled_with_operator_reason_and_estimate() {
    Stage stage = Stage.demo().behind("portal", "eu-north", TWELVE, FIVE);

    stage.request("failover", "service/portal", "eu-north", true).tick();

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-north", 255);
    assertThat(stage.state.history())
        .anyMatch(
            line ->
                line.kind().equals("request")
                    && "ann".equals(line.by())
                    && line.text()
                        .startsWith(
                            "failover (accepting loss; deployment/portal/eu-north: its copy of"
                                + " gateway is 12 min behind, at version 3 of 5: 2 objects, 812 B,"
                                + " at most 5 min; for: drill) carried out"));
    stage.run(Duration.ofSeconds(30));
    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-north", 255);
  }

  @Test
  void a_failover_tells_what_it_may_lose_where_it_goes_and_a_return_tells_nothing() {
    Stage stage = Stage.demo().behind("portal", "eu-north", Duration.ofMinutes(2), FIVE);

    stage.request("failover", "service/portal", "eu-north", false).tick();

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-north", 255);
    assertThat(stage.told("takeover"))
        .containsExactly(
            "deployment/portal/eu-north: its copy of gateway is 2 min behind, at version 3 of 5: 2"
                + " objects, 812 B");
    stage.run(Duration.ofSeconds(30));
    assertThat(stage.told("takeover")).hasSize(1);
  }

  @Test
  void a_fall_by_itself_tells_it_too() {
    Stage stage = Stage.demo().behind("orders", "eu-west", Duration.ofMinutes(2), FIVE);

    stage.darken("us-east").run(Duration.ofSeconds(20)).tick();

    assertThat(stage.told("takeover"))
        .containsExactly(
            "deployment/orders/eu-west: its copy of gateway is 2 min behind, at version 3 of 5: 2"
                + " objects, 812 B");
  }

  @Test
  void accepting_the_loss_of_one_service_opens_no_other() {
    Stage stage =
        Stage.demo()
            .behind("portal", "eu-north", TWELVE, FIVE)
            .behind("orders", "eu-north", TWELVE, FIVE);
    var before = stage.weights("eu.orders.demo.test");

    stage.request("failover", "service/portal", "eu-north", true).tick();

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-north", 255);
    assertThat(stage.weights("eu.orders.demo.test")).isEqualTo(before);
  }

  @Test
  void a_region_returns_once_its_copy_is_in_step_again() {
    Blueprint ramped = new Blueprint();
    ramped.region("eu-west", 1, "EU").region("eu-north", 2, "EU").region("us-east", 3, "US");
    Stage stage = Stage.settled(ramped.orders(null).portal(FailbackMode.RAMP));
    stage.darken("eu-north").run(Duration.ofSeconds(20));
    stage.heal().behind("orders", "eu-north", TWELVE, FIVE).run(Duration.ofMinutes(10));
    assertThat(stage.weights("eu.orders.demo.test")).containsEntry("eu-north", 0);

    stage.lag.clear();
    stage.run(Duration.ofMinutes(10));

    assertThat(stage.weights("eu.orders.demo.test").get("eu-north")).isPositive();
  }
}
