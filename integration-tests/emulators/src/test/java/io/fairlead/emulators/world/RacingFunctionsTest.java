package io.fairlead.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.world.AwsThings.Kept;
import io.fairlead.emulators.world.Meeting.Before;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Functions of two regions at the same intent: both have read before either writes. One wins, and
 * what the other one does has no second effect.
 */
class RacingFunctionsTest {
  private AwsPlace place;
  private AwsWorld world;

  @BeforeEach
  void settle() throws IOException {
    place = new AwsPlace();
    world = new AwsWorld(place, AwsFleet.of(AwsFleet.Kind.SEAMLESS), Kept.ONE_CELL);
    Courses.settle(world);
    world.twin().forgetCalls();
  }

  @AfterEach
  void stop() {
    place.close();
  }

  @Test
  void of_two_that_decide_the_same_one_journals_it_and_acts() throws Exception {
    world.refuses("eu-west", "gw-1", true);
    world.observe();
    Meeting meeting = new Meeting(Before.JOURNALING);

    List<SteerReport> reports = race(meeting);

    assertThat(reports)
        .filteredOn(report -> report.outcome() instanceof CycleOutcome.LostRace)
        .hasSize(1);
    assertThat(sent(Moments.PUTS_ON)).hasSize(1);
    assertThat(world.things().holder(Courses.FRONT)).isEqualTo("gw-2");
    endsWithNothingMore(Moments.PUTS_ON);
  }

  @Test
  void of_two_that_resume_a_move_both_send_it_to_the_same_node_and_it_is_there_once()
      throws Exception {
    world.refuses("eu-west", "gw-1", true);
    Moments.dies(world.twin(), Moments.PUTS_ON, 1);
    world.tick();
    left(Moments.PUTS_ON);
    Meeting meeting = new Meeting(Before.MOVING);

    race(meeting);

    assertThat(sent(Moments.PUTS_ON)).isNotEmpty();
    assertThat(sent(Moments.PUTS_ON))
        .extracting(call -> call.parameter("NetworkInterfaceId"))
        .containsOnly(
            Objects.requireNonNull(world.things().address(Courses.FRONT).attachments().get("gw-2"))
                .networkInterface());
    assertThat(world.things().holder(Courses.FRONT)).isEqualTo("gw-2");
    endsWithNothingMore(Moments.PUTS_ON);
  }

  @Test
  void of_two_that_resume_a_change_of_records_route_53_takes_one() throws Exception {
    world.operate((state, note) -> OperatorVerbs.drain(state, "region/eu-west", note));
    Moments.dies(world.twin(), Moments.CHANGES_RECORDS, 1);
    world.tick();
    left(Moments.CHANGES_RECORDS);
    Meeting meeting = new Meeting(Before.CHANGING_RECORDS);

    race(meeting);

    assertThat(meeting.told())
        .extracting(told -> told.outcome().getClass().getSimpleName())
        .containsExactlyInAnyOrder("Accepted", "Conflict");
    assertThat(world.weight("eu", "eu-west")).isEqualTo(Optional.of(0));
    endsWithNothingMore(Moments.CHANGES_RECORDS);
  }

  @Test
  void of_two_that_resume_an_evacuation_each_store_takes_one_flag() throws Exception {
    Courses.regionRefuses(true).accept(world);
    Moments.dies(world.twin(), Moments.RAISES, 1);
    world.tick();
    left(Moments.RAISES);
    Meeting meeting = new Meeting(Before.FLAGGING);

    race(meeting);

    assertThat(world.things().flags(new RegionGroup("eu-west", AwsFleet.DEFAULT)))
        .isEqualTo(Courses.STORES);
    assertThat(meeting.told())
        .filteredOn(told -> told.order().step() instanceof Step.RaiseFlag)
        .extracting(Meeting.Told::outcome)
        .containsExactly(new ApplyOutcome.Accepted(), new ApplyOutcome.Accepted());
    assertThat(sent(Moments.RAISES))
        .as("nobody replaces what is there")
        .allMatch(call -> call.request().header("if-none-match").equals("*"));
    endsWithNothingMore(Moments.RAISES);
  }

  /** The function that was killed has journaled an intent, and did nothing for it. */
  private void left(Predicate<Call> effect) {
    world.twin().faults().clear();
    assertThat(sent(effect)).as("what never arrived").isNotEmpty();
    assertThat(Objects.requireNonNull(world.state()).intents()).isNotEmpty();
    world.twin().forgetCalls();
    world.observe();
  }

  /** A run of a function of each of two regions, at once. */
  private List<SteerReport> race(Meeting meeting) throws Exception {
    List<Callable<SteerReport>> both = new ArrayList<>();
    for (String region : List.of("eu-west", "eu-north")) {
      SteerCycle function = world.function(region, meeting::ports);
      both.add(() -> world.steer(function));
    }
    List<SteerReport> reports = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(both.size())) {
      for (Future<SteerReport> run : threads.invokeAll(both)) {
        reports.add(run.get());
      }
    }
    world.passInterval();
    return reports;
  }

  private void endsWithNothingMore(Predicate<Call> effect) {
    world.tick();
    world.twin().forgetCalls();
    for (int tick = 0; tick < 3; tick++) {
      world.tick();
    }
    RegisterState state = Objects.requireNonNull(world.state());
    assertThat(state.intents()).isEmpty();
    assertThat(sent(effect)).isEmpty();
  }

  private List<Call> sent(Predicate<Call> which) {
    return Moments.of(world.twin(), which);
  }
}
