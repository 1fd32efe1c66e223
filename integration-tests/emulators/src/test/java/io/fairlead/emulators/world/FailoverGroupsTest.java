package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two failover groups in one region: orders and basket leave together, portal by itself. */
@NeedsParts(Part.DIG)
class FailoverGroupsTest {
  private static final RegionGroup SHOP = new RegionGroup("eu-west", AwsFleet.DEFAULT);
  private static final RegionGroup PORTAL = new RegionGroup("eu-west", "portal");
  private static final String WEST = "203.0.113.2";
  private static final String NORTH = "203.0.113.1";

  private Settled settled;
  private AwsWorld world;
  private Clients clients;

  @BeforeEach
  void settle() throws IOException {
    settled = Settled.of(AwsFleet.Kind.GROUPS, Kept.ONE_CELL);
    world = settled.world();
    clients = settled.clients();
  }

  @AfterEach
  void stop() {
    settled.close();
  }

  @Test
  void only_the_group_that_is_wholly_down_leaves_by_its_flag() throws Exception {
    world.serviceRefuses("portal", "eu-west", true);
    settled.ticks(8);

    assertThat(world.things().flags(PORTAL)).isEqualTo(Courses.STORES);
    assertThat(world.things().flags(SHOP)).isZero();
    assertThat(clients.told("portal")).containsExactly(NORTH);
    assertThat(clients.told("eu")).containsExactly(NORTH, WEST);
    assertThat(clients.told("basket")).containsExactly(NORTH, WEST);
  }

  @Test
  void a_service_that_is_down_alone_in_its_group_leaves_by_weights_and_no_flag_is_raised()
      throws Exception {
    world.serviceRefuses("basket", "eu-west", true);
    settled.ticks(8);

    assertThat(world.weight("basket", "eu-west")).isEqualTo(Optional.of(0));
    assertThat(world.weight("eu", "eu-west")).isEqualTo(Optional.of(153));
    assertThat(world.things().flags(SHOP) + world.things().flags(PORTAL)).isZero();
    assertThat(clients.told("basket")).containsExactly(NORTH);
    assertThat(clients.told("eu")).containsExactly(NORTH, WEST);
  }

  @Test
  void a_group_that_falls_after_the_other_has_left_leaves_too_and_both_come_back()
      throws Exception {
    world.serviceRefuses("portal", "eu-west", true);
    settled.ticks(8);
    world.serviceRefuses("orders", "eu-west", true);
    world.serviceRefuses("basket", "eu-west", true);
    settled.ticks(8);

    assertThat(world.things().flags(PORTAL)).isEqualTo(Courses.STORES);
    assertThat(world.things().flags(SHOP)).isEqualTo(Courses.STORES);
    assertThat(clients.told("eu")).doesNotContain(WEST);

    for (String service : new String[] {"orders", "basket", "portal"}) {
      world.serviceRefuses(service, "eu-west", false);
    }
    Courses.settle(world);
    settled.ticks(4);
    assertThat(clients.told("eu")).containsExactly(NORTH, WEST);
    assertThat(clients.told("portal")).containsExactly(NORTH, WEST);
  }
}
