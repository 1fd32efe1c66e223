package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.simulation.Ground.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Bugs of comparable systems that the cycles, several at once and some of them dead, must not have.
 */
class RegressionsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int SETTLES_WITHIN = 120;

  private final World world = new World(new Setting(SimFleet.threeRegions(), 1, true));

  @Test
  void case_1_a_function_that_died_holding_an_intent_delays_nobody_beyond_a_tick() {
    settle();
    world.faults(firstMoveKills());
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    runUntilJournaled();
    world.faults(FaultPlan.NONE);
    world.runners().stream()
        .filter(runner -> runner.region().equals("eu-west"))
        .forEach(dead -> dead.restart(HOUR));

    world.ticks(1);

    assertThat(holder()).isEqualTo("gw-2");
  }

  @Test
  void case_2_functions_that_crashed_start_again_without_a_reset() {
    settle();
    world.faults(call -> call.method().equals("change") ? new Fault.KillAfter() : null);
    drain("region/eu-north");
    world.ticks(2);
    world.runners().forEach(runner -> runner.restart(Duration.ofMinutes(5)));
    world.faults(FaultPlan.NONE);
    world.run(Duration.ofMinutes(5));
    drain("node/eu-west/gw-1");

    world.ticks(5);

    assertThat(holder()).isEqualTo("gw-2");
    assertThat(newest().intents()).isEmpty();
  }

  @Test
  void case_3_a_move_that_is_never_taken_leaves_the_address_on_its_node() {
    settle();
    world.faults(call -> call.method().equals("move") ? new Fault.Drop() : null);
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    for (int tick = 0; tick < 30; tick++) {
      world.ticks(1);
      assertThat(holder()).isEqualTo("gw-1");
    }
    world.faults(FaultPlan.NONE);

    world.ticks(5);

    assertThat(holder()).isEqualTo("gw-2");
  }

  @Test
  void case_4_an_address_is_not_confirmed_on_a_node_that_does_not_serve_and_leaves_it_again() {
    settle();
    world.faults(
        call -> {
          if (call.method().equals("move")) {
            world.ground().node("eu-west", "gw-1", NodeState.SERVES);
            world.ground().node("eu-west", "gw-2", NodeState.REFUSES);
          }
          return null;
        });
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    runUntilJournaled();
    world.faults(FaultPlan.NONE);
    world.run(Duration.ofSeconds(5));
    assertThat(holder()).isEqualTo("gw-2");
    assertThat(lines("confirmed")).noneMatch(line -> line.subject().startsWith("address/"));

    world.ticks(8);

    assertThat(holder()).isEqualTo("gw-1");
  }

  @Test
  void case_9_a_function_that_slept_for_half_an_hour_overwrites_nothing() {
    settle();
    boolean[] struck = new boolean[1];
    world.faults(
        call -> {
          boolean first = call.method().equals("change") && !struck[0];
          struck[0] |= first;
          return first ? new Fault.Freeze(Duration.ofMinutes(30)) : null;
        });
    world.timeline().in(Duration.ofSeconds(90), () -> undrain("region/eu-north"));
    drain("region/eu-north");
    world.ticks(12);
    world.faults(FaultPlan.NONE);
    Settled.await(world, SETTLES_WITHIN);
    long before = world.audit().effects();

    world.run(HOUR);

    assertThat(struck[0]).isTrue();
    assertThat(world.audit().effects()).isEqualTo(before);
  }

  @Test
  void
      case_16_what_was_checked_and_sent_too_late_changes_nothing_and_nothing_in_use_is_cleaned_up() {
    play("story an order thaws after its time");
    play("story records arrive after a newer change");
    play("story a flag is written late");
  }

  @Test
  void case_20_what_cannot_be_done_is_journaled_with_its_numbers() {
    settle();
    drain("region/eu-north");
    world.ticks(4);
    drain("region/us-east");

    world.ticks(3);

    assertThat(newest().refusals())
        .anySatisfy(
            refusal -> {
              assertThat(refusal.rule()).isEqualTo("capacity");
              assertThat(refusal.found()).contains("%");
            });
  }

  @Test
  void case_21_any_number_of_functions_may_run_at_once() {
    for (String region : List.of("eu-north", "eu-west", "us-east")) {
      for (int more = 1; more <= 3; more++) {
        world.start(region, region + "-" + more);
      }
    }
    settle();
    long before = world.audit().effects();
    world.ground().node("eu-west", "gw-1", NodeState.REFUSES);
    drain("region/eu-north");

    world.ticks(5);

    assertThat(holder()).isEqualTo("gw-2");
    assertThat(world.audit().effects() - before).as("one move and one batch a zone").isLessThan(4);
    world.ticks(12);
    assertThat(world.audit().effects() - before).isLessThan(4);
  }

  private static void play(String course) {
    assertThat(Courses.play(course)).as(course).isNull();
  }

  private void settle() {
    Settled.await(world, SETTLES_WITHIN);
  }

  private void drain(String subject) {
    assertThat(world.operate((state, note) -> OperatorVerbs.drain(state, subject, note))).isTrue();
  }

  private void undrain(String subject) {
    world.operate((state, note) -> OperatorVerbs.undrain(state, subject, note));
  }

  private static FaultPlan firstMoveKills() {
    boolean[] struck = new boolean[1];
    return call -> {
      boolean now = call.method().equals("move") && !struck[0];
      struck[0] |= now;
      return now ? new Fault.KillBefore() : null;
    };
  }

  private void runUntilJournaled() {
    for (int second = 0; second < 60 && newest().intents().isEmpty(); second++) {
      if (lines("intent").stream().anyMatch(line -> line.subject().startsWith("address/"))) {
        return;
      }
      world.run(Duration.ofSeconds(1));
    }
  }

  private List<HistoryEntry> lines(String kind) {
    return newest().history().stream().filter(line -> line.kind().equals(kind)).toList();
  }

  private @Nullable String holder() {
    return world.ground().holders.get(new AddressId("eu-west", "front"));
  }

  private RegisterState newest() {
    return Objects.requireNonNull(world.audit().ledger().newest());
  }
}
