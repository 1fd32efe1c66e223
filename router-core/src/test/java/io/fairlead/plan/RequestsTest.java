package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.health.Subject;
import io.fairlead.journal.Hold;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failover|region/mars|no region/R, service/S, deployment/S/R or node/R/N of this fleet",
        "failover|service/nothing|no region/R, service/S",
        "failover|deployment/orders/mars|no region/R, service/S",
        "failover|node/eu-west/gw-9|no region/R, service/S",
        "failover|nonsense|no region/R, service/S",
        "failback|nonsense|no region/R, service/S, deployment/S/R of this fleet",
        "failback|region/us-east|region/us-east is not latched out: nothing to bring back",
        "failover|service/orders|orders is served by several regions at once",
        "jump|region/us-east|verb jump is neither failover nor failback",
      })
  void what_cannot_be_done_ends_in_history_with_a_sentence(
      String verb, String subject, String sentence) {
    Stage stage = Stage.demo().request(verb, subject, null, false);

    stage.tick();

    assertThat(stage.state.requests()).isEmpty();
    assertThat(stage.told("request"))
        .singleElement()
        .asString()
        .startsWith(subject + ": " + verb + " refused: ")
        .contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region/us-east|mars|there is no region mars",
        "region/us-east|eu-west|orders is spread by free capacity",
        "service/portal|us-east|us-east is not in the order of portal",
        "service/portal|eu-west|eu-west is the first of portal",
        "deployment/portal/eu-west|eu-west|portal cannot go to eu-west",
      })
  void a_wish_that_cannot_be_granted_is_refused(String subject, String to, String sentence) {
    Stage stage = Stage.demo().request("failover", subject, to, false);

    stage.tick();

    assertThat(stage.told("request")).singleElement().asString().contains(sentence);
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void a_service_goes_to_the_next_of_its_order() {
    Stage stage = Stage.demo().request("failover", "service/portal", null, false);

    stage.tick();

    assertThat(stage.weights("portal.demo.test")).isEqualTo(Map.of("eu-north", 255, "eu-west", 0));
    assertThat(stage.state.latches())
        .containsOnlyKeys(new Subject.OfDeployment("portal", "eu-west"));
    assertThat(stage.told("request")).singleElement().asString().contains("carried out by plan");
  }

  @Test
  void a_failback_within_the_hold_down_is_not_forgotten() {
    Stage stage = Stage.demo().request("failover", "region/us-east", null, false);
    stage.tick();
    stage.request("failback", "region/us-east", null, false);
    stage.tick();

    stage.run(Duration.ofMinutes(2));

    assertThat(stage.state.latches()).isEmpty();
    assertThat(stage.weights("us.orders.demo.test"))
        .isEqualTo(Map.of("us-east", 255, "eu-north", 0, "eu-west", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node/eu-west/gw-1|gw-9|front cannot go from gw-1 to gw-9, only to another of [gw-1, gw-2]",
        "node/eu-west/gw-1|gw-1|front cannot go from gw-1 to gw-1",
        "node/eu-west/gw-2|gw-1|node/eu-west/gw-2 holds no address: nothing to move",
      })
  void an_address_goes_only_from_its_holder_to_another_node_that_may_hold_it(
      String subject, String to, String sentence) {
    Stage stage = Stage.demo().request("failover", subject, to, false);

    stage.tick();

    assertThat(stage.told("request")).singleElement().asString().contains(sentence);
  }

  @Test
  void nobody_is_sent_to_what_is_down() {
    Stage stage = Stage.demo();
    stage.downServices.add("eu-north/portal");
    stage.tick();

    stage.request("failover", "service/portal", "eu-north", false).pass(Duration.ofSeconds(2));
    stage.tick();

    assertThat(stage.weights("portal.demo.test")).containsEntry("eu-west", 255);
    assertThat(stage.told("request"))
        .singleElement()
        .asString()
        .contains("refused: deployment/portal/eu-north is Down");
  }

  @Test
  void leaving_the_only_region_that_is_left_is_refused_with_numbers() {
    Stage stage = Stage.demo();
    stage.downServices.add("eu-north/portal");
    stage.tick();

    stage.request("failover", "deployment/portal/eu-west", null, false);
    stage.pass(Duration.ofSeconds(2)).tick();

    assertThat(stage.state.requests()).isEmpty();
    assertThat(stage.told("request"))
        .singleElement()
        .asString()
        .contains("refused: keeps-K-serving found none without [eu-west]");
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void a_request_is_refused_at_once_while_frozen() {
    Stage stage = Stage.demo().request("failover", "region/us-east", null, false);
    stage.freeze(new Hold("fleet", "holiday", "ann", stage.now, null));

    stage.tick();

    assertThat(stage.told("request"))
        .containsExactly("region/us-east: failover refused: everything is frozen");
  }

  @Test
  void a_request_waits_for_an_unreadable_zone_and_then_gives_up() {
    Stage stage = Stage.demo().request("failover", "deployment/portal/eu-west", null, false);
    stage.unreadable.add("zone/demo.test");
    stage.run(Duration.ofSeconds(30));
    assertThat(stage.state.requests()).hasSize(1);

    stage.run(Duration.ofSeconds(40));

    assertThat(stage.state.requests()).isEmpty();
    assertThat(stage.told("request")).singleElement().asString().contains("given up");
  }

  @Test
  void what_takes_no_traffic_is_latched_out_all_the_same() {
    Stage stage = Stage.demo().request("failover", "deployment/portal/eu-north", null, false);

    stage.tick();

    assertThat(stage.told("request")).singleElement().asString().contains("it took no traffic");
    assertThat(stage.state.latches())
        .containsOnlyKeys(new Subject.OfDeployment("portal", "eu-north"));
  }

  @Test
  void an_accepted_loss_is_recorded() {
    Stage stage = Stage.demo().request("failover", "deployment/portal/eu-west", null, true);

    stage.tick();

    assertThat(stage.told("request"))
        .singleElement()
        .asString()
        .contains("failover (accepting loss) carried out");
    assertThat(stage.state.latches().values())
        .singleElement()
        .satisfies(latch -> assertThat(latch.reason()).contains("accepting loss"));
  }
}
