package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.fleet.AddressId;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.port.Notifier.Notice;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A seamless move has no fence at its target: a request that lay in the network, as that of a
 * function which was frozen, lands after newer moves. The real cycles on the twin know it for their
 * own and repair it within a tick; what a person did they leave alone.
 */
class LateMovesOnTwinTest {
  private static final String REGION = "eu-west";
  private static final AddressId FRONT = new AddressId(REGION, "front");
  private static final int SETTLE = 20;

  private AwsPlace place;
  private AwsWorld world;

  /** The address was on gw-1; the request to put it on gw-2 is under way, and again sent. */
  @BeforeEach
  void freezeAMove() throws IOException {
    place = new AwsPlace();
    world = new AwsWorld(place, AwsFleet.of(AwsFleet.Kind.FIVE_NODES), Kept.ONE_CELL);
    Courses.settle(world);
    assertThat(world.holder(FRONT)).isEqualTo("gw-1");
    world.twin().faults().add(LateMovesOnTwinTest::isMove, new Fault.Late(), 1);
    world.refuses(REGION, "gw-1", true);
    settleOn("gw-2");
  }

  @AfterEach
  void stop() {
    place.close();
  }

  @Test
  void after_a_newer_move_it_is_repaired_within_one_tick_and_nobody_is_told_of_a_conflict() {
    world.refuses(REGION, "gw-2", true);
    settleOn("gw-3");

    landsLate();
    SteerReport report = world.tick();

    assertThat(world.holder(FRONT)).isEqualTo("gw-3");
    assertNoConflict(report);
  }

  @Test
  void while_a_newer_move_is_open_it_is_known_as_ours_and_planned_anew_in_the_same_tick() {
    openMoveToFourth();

    landsLate();
    SteerReport report = world.tick();

    assertThat(report.lines())
        .filteredOn(line -> line.kind().equals("cancelled"))
        .extracting(HistoryEntry::text)
        .singleElement()
        .satisfies(text -> assertThat(text).contains("our own late write was found", "gw-2"));
    assertThat(world.holder(FRONT)).isEqualTo("gw-4");
    assertNoConflict(report);
    settleOn("gw-4");
  }

  @Test
  void its_repair_is_under_guard_and_a_freeze_holds_it() {
    openMoveToFourth();
    world.operate(OperatorVerbs::freeze);

    landsLate();
    SteerReport frozen = world.tick();
    assertThat(world.holder(FRONT)).isEqualTo("gw-2");
    assertNoConflict(frozen);

    world.operate(OperatorVerbs::unfreeze);
    assertNoConflict(world.tick());
    assertThat(world.holder(FRONT)).isEqualTo("gw-4");
  }

  @Test
  void a_person_who_moves_it_in_the_same_place_is_a_conflict_and_is_left_alone() {
    openMoveToFourth();

    world.things().isMovedByHand(FRONT, "gw-5");
    SteerReport report = world.tick();

    assertConflict(report, "gw-5");
    for (int i = 0; i < SETTLE; i++) {
      world.tick();
    }
    assertThat(world.holder(FRONT)).isEqualTo("gw-5");
  }

  @Test
  void a_person_who_moves_it_to_what_is_no_node_is_a_conflict_too() {
    openMoveToFourth();

    world.things().isMovedByHand(FRONT, null);
    SteerReport report = world.tick();

    assertConflict(report, "eni-");
    assertThat(world.holder(FRONT)).isNull();
  }

  /** A move from gw-3 to gw-4 is journaled; its request never arrived. */
  private void openMoveToFourth() {
    world.refuses(REGION, "gw-2", true);
    settleOn("gw-3");
    world.twin().faults().add(LateMovesOnTwinTest::isMove, new Fault.CutBefore(), 1);
    world.refuses(REGION, "gw-3", true);
    for (int i = 0; i < SETTLE && !isMoving(); i++) {
      world.tick();
    }
    assertThat(isMoving()).isTrue();
    assertThat(world.holder(FRONT)).isEqualTo("gw-3");
  }

  private boolean isMoving() {
    return Objects.requireNonNull(world.state()).intents().stream()
        .anyMatch(intent -> intent.after().text().contains("gw-4"));
  }

  private void landsLate() {
    assertThat(world.twin().deliverLate()).isEqualTo(1);
    assertThat(world.holder(FRONT)).isEqualTo("gw-2");
  }

  private void settleOn(String node) {
    for (int i = 0; i < SETTLE; i++) {
      world.tick();
      if (node.equals(world.holder(FRONT))
          && Objects.requireNonNull(world.state()).intents().isEmpty()) {
        return;
      }
    }
    throw new AssertionError("not at rest on " + node + ": " + world.state());
  }

  private static void assertConflict(SteerReport report, String where) {
    assertThat(report.lines())
        .filteredOn(line -> line.kind().equals("conflict"))
        .extracting(HistoryEntry::text)
        .singleElement()
        .satisfies(text -> assertThat(text).contains("somebody else's change was found", where));
    assertThat(report.notices()).extracting(Notice::kind).contains("conflict");
    assertThat(report.applied()).isEmpty();
  }

  private static void assertNoConflict(SteerReport report) {
    assertThat(report.lines()).extracting(HistoryEntry::kind).doesNotContain("conflict");
    assertThat(report.notices()).extracting(Notice::kind).doesNotContain("conflict");
  }

  private static boolean isMove(Call call) {
    return call.operation().equals("AssociateAddress")
        && call.region().equals("eu-west-1")
        && !call.parameter("DryRun").equals("true");
  }
}
