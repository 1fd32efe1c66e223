package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.AddressId;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.TargetState.HeldBy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RungOneTest {
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final Change TO_TWO = new Change.Move(FRONT, "gw-1", "gw-2");

  private static Blueprint threeGateways() {
    return Blueprint.demo().node("eu-west", "gw-3", "127.10.1.13");
  }

  private static List<Change> changes(Decision decision) {
    return decision.guard().approved().stream().map(Action::change).toList();
  }

  @Test
  void an_address_on_nothing_goes_to_the_first_node_that_is_up() {
    Stage stage = Stage.demo();
    stage.holders.put(FRONT, new HeldBy(null));
    stage.downNodes.add("eu-west/gw-1");

    assertThat(changes(stage.tick())).containsExactly(new Change.Move(FRONT, null, "gw-2"));
  }

  @Test
  void case_11_an_address_never_goes_to_a_node_that_is_not_up() {
    Stage stage = Stage.demo();
    stage.downNodes.addAll(List.of("eu-west/gw-1", "eu-west/gw-2"));

    Decision decision = stage.tick();

    assertThat(changes(decision)).noneMatch(Change.Move.class::isInstance);
    assertThat(decision.plan().notes())
        .contains("address/eu-west/front: holder gw-1 is Down, no other node is Up");
  }

  @Test
  void a_node_that_could_not_hold_an_address_is_left_for_the_next_one_and_named() {
    Stage stage = Stage.settled(threeGateways());
    stage.downNodes.add("eu-west/gw-1");
    stage.obstacles.put(FRONT, new TreeMap<>(Map.of("gw-2", "gw-2-nic has another public IP")));

    Decision decision = stage.tick();

    assertThat(changes(decision)).containsExactly(new Change.Move(FRONT, "gw-1", "gw-3"));
    assertThat(decision.plan().notes())
        .contains(
            "address/eu-west/front goes to gw-3, gw-2 is Up but passed over"
                + " (gw-2-nic has another public IP)");
  }

  @Test
  void an_address_on_nothing_is_not_held_there_by_a_node_that_cannot_take_it() {
    Stage stage = Stage.settled(threeGateways());
    stage.holders.put(FRONT, new HeldBy(null));
    stage.downNodes.add("eu-west/gw-1");
    stage.obstacles.put(FRONT, new TreeMap<>(Map.of("gw-2", "it was refused")));

    assertThat(changes(stage.tick())).containsExactly(new Change.Move(FRONT, null, "gw-3"));
  }

  @Test
  void where_no_node_could_hold_the_address_the_region_is_left() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");
    stage.obstacles.put(FRONT, new TreeMap<>(Map.of("gw-2", "it was refused")));

    Decision decision = stage.tick();

    assertThat(changes(decision)).noneMatch(Change.Move.class::isInstance);
    assertThat(decision.plan().notes())
        .contains(
            "address/eu-west/front: holder gw-1 is Down,"
                + " gw-2 is Up but passed over (it was refused)");
    stage.run(Duration.ofSeconds(30));
    assertThat(stage.state.latches().keySet()).anyMatch(where -> where.region().equals("eu-west"));
  }

  @Test
  void an_address_never_moves_while_its_observer_says_the_holder_is_up() {
    Stage stage = Stage.demo();
    stage.cut.addAll(List.of("eu-north>eu-west", "us-east>eu-west", "eu-west>eu-west"));

    Decision decision = stage.tick();

    assertThat(changes(decision)).noneMatch(Change.Move.class::isInstance);
  }

  @Test
  void a_silent_observer_moves_no_address() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");
    stage.silent.add("eu-west");

    assertThat(changes(stage.tick())).noneMatch(Change.Move.class::isInstance);
  }

  @Test
  void an_unreadable_holder_is_left_alone_and_named() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");
    stage.unreadable.add("address/eu-west/front");

    Decision decision = stage.tick();

    assertThat(changes(decision)).noneMatch(Change.Move.class::isInstance);
    assertThat(decision.plan().unreadable()).containsExactly("address/eu-west/front: throttled");
  }

  @Test
  void a_drained_node_gives_its_address_away_and_gets_none() {
    Stage stage = Stage.demo().drain("node/eu-west/gw-1");

    assertThat(changes(stage.tick())).containsExactly(TO_TWO);

    stage.pass(Duration.ofSeconds(4)).downNodes.add("eu-west/gw-2");
    assertThat(changes(stage.tick())).noneMatch(Change.Move.class::isInstance);
  }

  @Test
  void a_requested_node_failover_goes_where_the_operator_says_and_ends_once_it_is_there() {
    Stage stage = Stage.demo().request("failover", "node/eu-west/gw-1", "gw-2", false);

    assertThat(changes(stage.tick())).containsExactly(TO_TWO);
    assertThat(stage.state.requests()).as("until the move is confirmed").hasSize(1);

    assertThat(changes(stage.pass(Duration.ofSeconds(2)).tick())).isEmpty();
    assertThat(stage.state.requests()).isEmpty();
    assertThat(stage.told("request")).singleElement().asString().contains("failover carried out");
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void a_hung_holder_moves_once_an_outside_probe_failed_too() {
    Stage stage = Stage.demo();
    stage.hangs = true;
    stage.downNodes.add("eu-west/gw-1");

    Decision decision = stage.tick();

    assertThat(changes(decision)).containsExactly(TO_TWO);
    assertThat(decision.plan().actions().getFirst().evidence())
        .anyMatch(line -> line.startsWith("outside: gw-1 timed out"));
  }

  @Test
  void a_hung_holder_stays_while_nobody_outside_looked() {
    Stage stage = Stage.demo();
    stage.hangs = true;
    stage.downNodes.add("eu-west/gw-1");
    stage.silent.addAll(List.of("eu-north", "us-east"));

    assertThat(changes(stage.tick())).noneMatch(Change.Move.class::isInstance);
  }

  @Test
  void rung_two_waits_until_a_moved_address_had_the_time_to_rise() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");
    stage.tick();
    stage.pass(Duration.ofSeconds(1));

    Planning planning = Planning.of(stillDown(stage), java.util.Set.of());

    assertThat(planning.standings().of("orders", "eu-west").kind()).isEqualTo(Standing.Kind.HELD);
    assertThat(planning.plan().notes())
        .contains(
            "deployment/orders/eu-west is Down: its address has just moved to a node that is Up");
  }

  @Test
  void rung_two_does_not_wait_for_a_moved_address_for_ever() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-1");
    stage.tick();
    stage.pass(Duration.ofSeconds(27));

    Planning planning = Planning.of(stillDown(stage), java.util.Set.of());

    assertThat(planning.standings().of("orders", "eu-west").kind()).isEqualTo(Standing.Kind.OUT);
  }

  @Test
  void rung_two_waits_for_one_look_of_the_own_observer() {
    Stage stage = Stage.demo();
    View view = stage.view();
    Instant ahead = stage.now.plusMillis(300);
    View fell = falling(view, ahead, ahead);

    assertThat(Planning.of(fell, java.util.Set.of()).plan().notes())
        .contains(
            "deployment/orders/eu-west is Down: waiting for one look of the region's own observer");
    View later = falling(view, ahead, ahead.plusMillis(2500));
    assertThat(Planning.of(later, java.util.Set.of()).standings().of("orders", "eu-west").kind())
        .isEqualTo(Standing.Kind.OUT);
  }

  /** The register still holds the deployments Down since an instant ago. */
  private static View stillDown(Stage stage) {
    return falling(stage.view(), stage.now.minusSeconds(20), stage.now);
  }

  private static View falling(View view, Instant since, Instant now) {
    var verdicts = new TreeMap<>(view.state().verdicts());
    for (String service : List.of("orders", "portal")) {
      verdicts.put(
          new Subject.OfDeployment(service, "eu-west"),
          new VerdictEntry(Verdict.DOWN, since, "2 of 3", 0, since));
    }
    var state =
        io.fairlead.journal.RegisterDraft.of(view.state())
            .verdicts(verdicts)
            .build("op", view.state().writtenAt());
    return new View(
        view.fleet(),
        now,
        view.epoch(),
        state,
        view.judgements(),
        view.observations(),
        view.current());
  }
}
