package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A region's gateways die while Route 53's API, IAM, STS, EC2 of the other regions and all of
 * us-east-1 refuse everything: a third of the flag stores, of the register and of the observers is
 * there. The cycles take the region out of DNS all the same.
 */
@NeedsParts(Part.DIG)
class DarkControlPlanesTest {
  private static final RegionGroup DEAD = new RegionGroup("eu-west", AwsFleet.DEFAULT);
  private static final String DEAD_ADDRESS = "203.0.113.2";
  private static final String OTHER_ADDRESS = "203.0.113.1";

  /** One for the probes that fail, one for the verdict of the majority and the flags. */
  private static final int TICKS_TO_FLAGS = 2;

  /** Checks ask every 30 s, and one answer turns them. */
  private static final int TICKS_OF_A_CHECK = 3;

  private Settled settled;
  private AwsWorld world;
  private Clients clients;

  @BeforeEach
  void settle() throws IOException {
    settled = Settled.of(AwsFleet.Kind.SEAMLESS, Kept.QUORUM);
    world = settled.world();
    clients = settled.clients();
  }

  @AfterEach
  void stop() {
    settled.close();
  }

  @Test
  void traffic_leaves_by_flags_alone_and_comes_back_when_all_is_well() throws Exception {
    assertThat(clients.told("eu")).containsExactly(OTHER_ADDRESS, DEAD_ADDRESS);
    outage();

    Courses.regionRefuses(true).accept(world);
    settled.ticks(TICKS_TO_FLAGS);

    assertThat(world.things().flags(DEAD)).isEqualTo(2);
    settled.ticks(TICKS_OF_A_CHECK);
    assertThat(clients.told("eu")).containsExactly(OTHER_ADDRESS);
    assertThat(world.weight("eu", "eu-west"))
        .as("weights are Route 53's")
        .isEqualTo(Optional.of(153));
    assertThat(world.twin().calls())
        .as("calls that no evacuation may need")
        .noneMatch(call -> Set.of("iam", "sts").contains(call.service()));

    world.twin().faults().clear();
    world.isSilent("us-east", false);
    settled.ticks(TICKS_TO_FLAGS);
    assertThat(clients.told("eu")).contains(OTHER_ADDRESS).doesNotContain(DEAD_ADDRESS);
    assertThat(world.things().flags(DEAD)).isEqualTo(2);
    Courses.regionRefuses(false).accept(world);
    Courses.settle(world);
    settled.ticks(TICKS_OF_A_CHECK);
    assertThat(clients.told("eu")).containsExactly(OTHER_ADDRESS, DEAD_ADDRESS);
  }

  @Test
  void the_same_where_the_function_of_another_region_is_all_that_is_left() throws Exception {
    outage();
    world.steerFrom("eu-north");

    Courses.regionRefuses(true).accept(world);
    settled.ticks(TICKS_TO_FLAGS + TICKS_OF_A_CHECK);

    assertThat(clients.told("eu")).containsExactly(OTHER_ADDRESS);
  }

  private void outage() {
    Fault refused = new Fault.Refused(503, "ServiceUnavailable");
    for (Where where :
        List.of(
            new Where("route53", "", ""),
            new Where("iam", "", ""),
            new Where("sts", "", ""),
            new Where("ec2", "eu-north-1", ""),
            new Where("", "us-east-1", ""))) {
      world.twin().faults().add(where.and(DarkControlPlanesTest::isSigned), refused);
    }
    world.isSilent("us-east", true);
  }

  /** Health checkers sign nothing: they are no control plane. */
  private static boolean isSigned(Call call) {
    return !call.account().isEmpty();
  }
}
