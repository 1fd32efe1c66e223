package io.fairlead.emulators.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.trafficmanager.Profile;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.WeightedRecord;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A profile that answers with the first endpoint that passes, for active and passive regions. */
class PriorityProfileTest extends ProfilesOnTwin {
  @Override
  Profile.Method method() {
    return Profile.Method.PRIORITY;
  }

  @Override
  String routing() {
    return "Priority";
  }

  @Test
  void the_passive_region_takes_over_by_the_probe_alone_and_by_a_change() {
    WeightedRecord west = record("eu-west", 255);
    WeightedRecord north = record("eu-north", 0);
    Set<String> flags = new HashSet<>();
    on.trafficManager.passes(probe -> !flags.contains(probe.header("x-fairlead-flag")));

    change(0, 1, create(west), create(north));
    assertThat(answers()).containsOnlyKeys("192.0.2.8");
    assertThat(endpoint("eu-north").path("endpointStatus").asString()).isEqualTo("Enabled");

    flags.add("eu-west/default");
    assertThat(answers()).containsOnlyKeys("192.0.2.9");
    flags.clear();

    change(
        1,
        2,
        new RecordChange(west, west.withWeight(0)),
        new RecordChange(north, north.withWeight(255)));
    assertThat(answers()).containsOnlyKeys("192.0.2.9");
    assertThat(known().records().values())
        .containsExactlyInAnyOrder(west.withWeight(0), north.withWeight(255));
    assertThat(director.findings()).isEmpty();
  }

  @Test
  void a_passive_region_that_a_person_disabled_is_told_before_it_is_needed() {
    change(0, 1, create(record("eu-west", 255)), create(record("eu-north", 0)));
    editEndpoint("eu-north", endpoint -> endpoint.put("endpointStatus", "Disabled"));

    assertThat(known().epoch()).isEqualTo(1);
    assertThat(director.findings().get(zone()))
        .contains("eu-north is Disabled, and takes over for nobody");
  }

  @Test
  void no_two_endpoints_have_one_priority_however_often_they_change_places() {
    WeightedRecord west = record("eu-west", 255);
    WeightedRecord north = record("eu-north", 0);
    change(0, 1, create(west), create(north), create(record("r3", 0)));
    for (int epoch = 1; epoch < 5; epoch++) {
      boolean back = epoch % 2 == 0;
      change(
          epoch,
          epoch + 1,
          new RecordChange(west.withWeight(back ? 0 : 255), west.withWeight(back ? 255 : 0)),
          new RecordChange(north.withWeight(back ? 255 : 0), north.withWeight(back ? 0 : 255)));
      assertThat(known().epoch()).isEqualTo(epoch + 1);
      assertThat(answers()).containsOnlyKeys(back ? "192.0.2.8" : "192.0.2.9");
    }
  }
}
