package io.fairlead.emulators.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.emulators.lambda.FleetInAws.Kept;
import io.fairlead.emulators.lambda.Subscriber.Told;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import io.fairlead.journal.OperatorVerbs;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What somebody gets who subscribed to the fleet's topics: three functions tick, and an event is
 * told once, by the one that journaled it or whose own it is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsParts({Part.MINISTACK, Part.FAKETIME})
class PackagedNoticesTest {
  private static final String NODE = "node/paris/gw-2";

  private PackagedFleet fleet;
  private Subscriber people;

  @BeforeAll
  void start() throws IOException {
    fleet = new PackagedFleet(Kept.TABLES);
    fleet.settle();
    people = new Subscriber(fleet.aws);
  }

  @AfterAll
  void stop() throws IOException {
    fleet.close();
  }

  @BeforeEach
  void nothingGoesWrong() {
    fleet.aws.twin.faults().clear();
    for (String region : FleetInAws.REGIONS) {
      fleet.aws.revive(region, 1);
      fleet.aws.revive(region, 2);
    }
    fleet.rounds(3);
    people.told();
  }

  @Test
  @Order(1)
  void a_moved_address_is_told_once() {
    fleet.aws.kill("ireland", 1);
    fleet.until(() -> fleet.aws.holder("ireland").equals("gw-2") && fleet.isAtRest());
    fleet.rounds(2);

    List<Told> told = people.told();

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().kind()).isEqualTo("moved");
    assertThat(told.getFirst().subject()).isEqualTo("address/ireland/front");
    assertThat(told.getFirst().text()).contains("gw-2");
  }

  @Test
  @Order(2)
  void a_move_that_would_be_refused_is_told_once_and_by_its_own_region() {
    fleet
        .aws
        .twin
        .faults()
        .add(
            new Where("ec2", fleet.aws.location("paris"), "AssociateAddress"),
            new Fault.Refused(403, "UnauthorizedOperation"));
    fleet.rounds(3);

    List<Told> told = people.told();

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().location()).isEqualTo("eu-west-3");
    assertThat(told.getFirst().kind()).isEqualTo("refused");
    assertThat(told.getFirst().subject()).isEqualTo("address/paris/front");
    assertThat(told.getFirst().text()).contains("ec2:AssociateAddress", "UnauthorizedOperation");
  }

  @Test
  @Order(3)
  void an_address_that_a_person_took_in_the_middle_of_a_move_is_told_once_as_a_conflict() {
    String from = fleet.aws.holder("ireland");
    fleet.aws.twin.faults().add(PackagedFleet.ASSOCIATE, new Fault.CutBefore());
    fleet.aws.kill("ireland", from.equals("gw-1") ? 1 : 2);
    fleet.until(() -> !fleet.isAtRest());
    fleet.aws.twin.faults().clear();
    fleet.aws.put("ireland", fleet.aws.stranger("ireland"));
    fleet.rounds(3);

    List<Told> told = people.told();

    assertThat(told)
        .filteredOn(each -> each.kind().equals("conflict"))
        .extracting(Told::subject)
        .containsExactly("address/ireland/front");
    fleet.aws.put("ireland", fleet.aws.interfaces("ireland").get(from.equals("gw-1") ? 1 : 0));
  }

  @Test
  @Order(4)
  void a_silent_observer_is_told_by_those_that_hear_nothing_and_not_again() {
    List<String> others = PackagedFleet.others("paris");
    // Freshness is 12 intervals; ticks keep no memory, so that each steer of one interval tells.
    for (int slot = 0; slot < 16; slot++) {
      fleet.round(others);
    }

    List<Told> told = people.told();

    assertThat(told).hasSizeBetween(1, others.size());
    assertThat(told).allMatch(each -> each.kind().equals("silent"));
    assertThat(told).allMatch(each -> each.subject().equals("region/paris"));
  }

  @Test
  @Order(5)
  void a_panic_is_told_once_as_frozen() {
    for (String region : List.of("frankfurt", "paris")) {
      fleet.aws.kill(region, 1);
      fleet.aws.kill(region, 2);
    }
    fleet.until(() -> fleet.state().freeze() != null);
    fleet.rounds(2);

    List<Told> told = people.told();

    assertThat(told).filteredOn(each -> each.kind().equals("frozen")).hasSize(1);
    fleet.operate((state, note) -> OperatorVerbs.unfreeze(state, note));
  }

  @Test
  @Order(6)
  void history_that_no_archive_took_in_time_is_told_once_as_lost() {
    fleet
        .aws
        .twin
        .faults()
        .add(
            new Where("dynamodb", "", "PutItem").and(call -> call.body().contains("\"history/")),
            new Fault.Refused(500, "InternalServerError"));
    fill();
    String holder = fleet.aws.holder("ireland");
    fleet.aws.kill("ireland", holder.equals("gw-1") ? 1 : 2);
    fleet.until(() -> !fleet.aws.holder("ireland").equals(holder) && fleet.isAtRest());
    fleet.rounds(2);

    List<Told> told = people.told();

    List<Told> lost = told.stream().filter(each -> each.kind().equals("lost")).toList();
    assertThat(lost).hasSize(1);
    assertThat(lost.getFirst().text()).contains("no archive takes its oldest lines");
  }

  /** An operator fills the history to its last line, so that the next is a tick's. */
  private void fill() {
    fleet.operate(
        (state, note) -> {
          VerbAnswer answer = OperatorVerbs.drain(state, NODE, note);
          while (answer instanceof VerbAnswer.Changed(RegisterState next)
              && next.history().size() < RegisterState.HISTORY_LIMIT) {
            answer =
                next.drains().containsKey(NODE)
                    ? OperatorVerbs.undrain(next, NODE, note)
                    : OperatorVerbs.drain(next, NODE, note);
          }
          return answer;
        });
    assertThat(fleet.state().history()).hasSize(RegisterState.HISTORY_LIMIT);
  }
}
