package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.trafficmanager.Profile;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Profiles that somebody has to see to: a clear sentence, and nothing is written. */
class BadProfilesTest extends ProfilesOnTwin {
  @Override
  Profile.Method method() {
    return Profile.Method.WEIGHTED;
  }

  @Override
  String routing() {
    return "Weighted";
  }

  @Test
  void a_profile_that_was_deleted_is_not_made_anew() {
    WeightedRecord west = record("eu-west", 1);
    change(0, 1, create(west));
    on.twin.delete(profile);

    String why =
        "profile orders-example is not there, so that nobody answers eu.orders.orders.test: make"
            + " it, or correct its name or resource group; nothing is written before";
    assertThat(dark()).isEqualTo(why);
    assertThat(refused(change(1, 2, new RecordChange(west, west.withWeight(2))), false))
        .isEqualTo(why);
    assertThat(on.twin.state().find(profile)).isEmpty();
  }

  @Test
  void a_profile_that_was_made_anew_gets_its_records_again() {
    WeightedRecord west = record("eu-west", 1);
    change(0, 5, create(west));
    on.twin.delete(profile);
    profile(NAME, java.util.Map.of());

    assertThat(known().epoch()).isZero();
    assertThat(known().records()).isEmpty();
    assertThat(change(0, 6, create(west))).isEqualTo(new ApplyOutcome.Accepted());
    assertThat(answers()).hasSize(1);
  }

  @Test
  void a_profile_that_was_disabled_is_left_alone() {
    change(0, 1, create(record("eu-west", 1)));
    edit(properties -> properties.put("profileStatus", "Disabled"));

    assertThat(answers()).isEmpty();
    assertThat(dark())
        .isEqualTo(
            "profile orders-example: it is disabled, so that nobody answers"
                + " eu.orders.orders.test: enable it");
    assertThat(refused(change(1, 2, create(record("eu-north", 1))), false)).contains("enable it");

    edit(properties -> properties.put("profileStatus", "Enabled"));
    assertThat(known().records()).hasSize(1);
  }

  @Test
  void a_profile_that_chooses_otherwise_is_left_alone() {
    edit(properties -> properties.put("trafficRoutingMethod", "Performance"));

    assertThat(dark())
        .contains("it routes by Performance, and eu.orders.orders.test needs Weighted");
  }

  @Test
  void a_profile_of_another_fleet_is_left_alone() {
    change(0, 1, create(record("eu-west", 1)));
    TrafficManagerDirector other = director(on.clients, "bank");

    Reading<RecordSets> reading =
        other.zones(new TreeSet<>(List.of(zone())), deadline()).get(zone());
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            dark -> assertThat(dark.why()).contains("it belongs to fleet shop, not to bank"));
  }

  @Test
  void a_tag_that_is_no_epoch_is_not_written_over() {
    on.edit(profile, body -> body.withObjectProperty("tags").put("fairlead", "yes"));

    assertThat(dark()).contains("its tag 'fairlead' is no epoch: take the tag away");
  }

  @Test
  void a_missing_action_is_named_when_it_is_needed_and_by_doctor_before() {
    on.twin.roles().take(OnArm.PRINCIPAL, "Microsoft.Network/trafficManagerProfiles/write");

    String grant = "grant the identity Microsoft.Network/trafficManagerProfiles/write on ";
    assertThat(director.missing(zone(), deadline())).hasValue(grant + profile.text());
    assertThat(refused(change(0, 1, create(record("eu-west", 1))), false))
        .contains("403 AuthorizationFailed: " + grant + profile.text());

    on.twin.roles().giveBack(OnArm.PRINCIPAL);
    assertThat(director.missing(zone(), deadline())).isEmpty();
    on.twin.roles().take(OnArm.PRINCIPAL, "Microsoft.Network/trafficManagerProfiles/read");
    assertThat(dark())
        .contains("grant the identity Microsoft.Network/trafficManagerProfiles/read on ");
  }

  @Test
  void an_identity_that_has_expired_is_told() {
    on.twin.roles().expire(OnArm.PRINCIPAL);

    assertThat(dark()).contains("401 ExpiredAuthenticationToken: the identity's token is not");
  }

  @Test
  void an_undeclared_zone_is_refused() {
    Order elsewhere =
        new Order(
            "a",
            new Step.ChangeRecords(new RecordBatch("elsewhere.test", 0, 1, List.of())),
            now().plusSeconds(60));

    assertThat(refused(apply(elsewhere), false))
        .isEqualTo("no profile is declared for elsewhere.test");
    assertThat(director.missing("elsewhere.test", deadline())).isEmpty();
  }
}
