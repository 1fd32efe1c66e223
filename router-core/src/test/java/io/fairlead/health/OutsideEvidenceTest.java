package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutsideEvidenceTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final String HOLDER_ORDERS = "node/eu-west/gw-1 orders";
  private static final String ORDERS = "deployment/orders/eu-west";
  private static final String PORTAL = "deployment/portal/eu-west";
  private static final Instant BEFORE = Sighting.NOW.minusMillis(1);

  private final Fleet fleet = Fleets.three();
  private final TreeMap<String, Observation> seen = Sighting.all(fleet);

  @Test
  void healthy_holder_keeps_the_address() {
    assertThat(finding().allows()).isFalse();
    assertThat(finding().detail()).isEqualTo("gw-1 answers for orders; gw-1 answers for portal");
  }

  @Test
  void holder_that_refuses_loses_the_address_at_once() {
    see(sighting("eu-west").refused(HOLDER_ORDERS));

    assertThat(finding()).isEqualTo(new OutsideEvidence.Finding(true, "gw-1 4/4 refused"));
  }

  @Test
  void holder_that_times_out_keeps_the_address_while_outside_probes_pass() {
    see(sighting("eu-west").timedOut(HOLDER_ORDERS));

    assertThat(finding().allows()).isFalse();
    assertThat(finding().detail())
        .startsWith(
            "gw-1 timed out for orders; probes of eu-west/front begun since: 0 fail, 2 pass");
  }

  @Test
  void one_failing_outside_probe_suffices_if_the_passing_are_no_majority() {
    see(sighting("eu-west").timedOut(HOLDER_ORDERS));
    see(sighting("us-east").timedOut(ORDERS));

    assertThat(finding().allows()).as("1 fails, 1 passes").isTrue();
  }

  @Test
  void probe_begun_before_the_holders_first_failure_is_no_evidence() {
    see(sighting("eu-west").timedOut(HOLDER_ORDERS));
    see(sighting("us-east").timedOut(ORDERS, BEFORE));
    see(sighting("eu-north").timedOut(ORDERS, BEFORE));
    assertThat(finding().allows()).isFalse();

    see(sighting("eu-north").timedOut(ORDERS));
    assertThat(finding().allows()).isTrue();
  }

  @Test
  void old_pass_does_not_hold_the_address() {
    see(sighting("eu-west").timedOut(HOLDER_ORDERS));
    see(sighting("us-east").timedOut(ORDERS));
    see(sighting("eu-north").passing(ORDERS, BEFORE));

    assertThat(finding().allows()).isTrue();
  }

  @Test
  void silent_and_blind_observers_are_no_evidence() {
    see(sighting("eu-west").timedOut(HOLDER_ORDERS));
    see(sighting("us-east").timedOut(ORDERS).blind("no anchor answers"));
    see(sighting("eu-north").timedOut(ORDERS).at(Sighting.NOW.minusSeconds(7)));

    assertThat(finding().allows()).isFalse();
  }

  @Test
  void failure_that_loss_may_explain_is_no_evidence() {
    see(sighting("eu-west").timedOut(HOLDER_ORDERS));
    Watch watch = new Watch().clean(20).timeOut(2);
    Observation east = sighting("us-east").seen();
    TreeMap<ProbeTarget, TargetRecord> targets = new TreeMap<>(east.targets());
    targets.put(new ProbeTarget(Subject.parse(ORDERS), "orders"), watch.now());
    seen.put(
        "us-east",
        new Observation(
            "us-east", 1, "run", 1, Sighting.NOW, fleet.digest(), 1, false, "", targets));

    assertThat(finding().allows()).isFalse();
  }

  @Test
  void one_hung_service_is_judged_by_probes_of_that_service() {
    see(sighting("eu-west").timedOut("node/eu-west/gw-1 portal"));
    see(sighting("us-east").timedOut(PORTAL));
    see(sighting("eu-north").timedOut(PORTAL));

    assertThat(finding().allows()).as("orders passes on the same address").isTrue();
    assertThat(finding().detail())
        .isEqualTo(
            "gw-1 timed out for portal; probes of eu-west/front begun since: 2 fail, 0 pass");
  }

  @Test
  void hung_management_port_moves_nothing_while_clients_are_served() {
    see(sighting("eu-west").timedOut("node/eu-west/gw-1 ready"));

    assertThat(finding().allows()).isFalse();
  }

  @Test
  void holder_that_answers_again_keeps_the_address() {
    see(sighting("eu-west").opinion(HOLDER_ORDERS, Verdict.DOWN));
    see(sighting("us-east").timedOut(ORDERS));

    assertThat(finding().allows()).as("Down, but rising").isFalse();
  }

  @Test
  void nothing_moves_without_a_fresh_opinion_of_the_holder() {
    see(sighting("eu-west").refused(HOLDER_ORDERS).at(Sighting.NOW.minusSeconds(7)));

    assertThat(finding()).isEqualTo(new OutsideEvidence.Finding(false, "no fresh opinion of gw-1"));
  }

  @Test
  void where_no_other_region_can_reach_it_the_own_probe_of_the_address_stands_in() {
    Fleet alone =
        Fleets.fleet(
            List.of(Fleets.region("eu-west")), List.of(Fleets.service("orders", 8080, "eu-west")));
    TreeMap<String, Observation> own = new TreeMap<>();
    own.put("eu-west", Sighting.of(alone, "eu-west").timedOut(HOLDER_ORDERS).seen());
    assertThat(OutsideEvidence.of(alone, FRONT, "gw-1", own, Sighting.NOW).allows()).isFalse();

    own.put(
        "eu-west", Sighting.of(alone, "eu-west").timedOut(HOLDER_ORDERS).timedOut(ORDERS).seen());
    assertThat(OutsideEvidence.of(alone, FRONT, "gw-1", own, Sighting.NOW).allows()).isTrue();
  }

  @Test
  void own_probe_is_no_outside_evidence_where_others_could_see_it() {
    see(sighting("eu-west").timedOut(HOLDER_ORDERS).timedOut(ORDERS));
    seen.keySet().retainAll(List.of("eu-west"));

    assertThat(finding().allows()).isFalse();
  }

  @Test
  void address_without_services_stays() {
    assertThat(
            OutsideEvidence.of(
                fleet, new AddressId("eu-west", "spare"), "gw-1", seen, Sighting.NOW))
        .isEqualTo(new OutsideEvidence.Finding(false, "no service uses the address"));
  }

  private OutsideEvidence.Finding finding() {
    return OutsideEvidence.of(fleet, FRONT, "gw-1", seen, Sighting.NOW);
  }

  private Sighting sighting(String observer) {
    return Sighting.of(fleet, observer);
  }

  private void see(Sighting sighting) {
    Observation observation = sighting.seen();
    seen.put(observation.observer(), observation);
  }
}
