package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Intent;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextStateTest {
  private static RegisterState next(Stage stage) {
    View view = stage.view();
    return NextState.of(stage.state, view, Decision.of(view), "op");
  }

  @Test
  void an_intent_lists_its_exact_states_and_expires() {
    Stage stage = new Stage(Blueprint.demo());
    RegisterState next = next(stage);

    Intent zone = next.intents().getFirst();

    assertThat(zone.id()).startsWith("2.1-");
    assertThat(zone.states().getFirst())
        .isEqualTo(
            new TargetState.ZoneAt(
                0,
                io.fairlead.traffic.ZoneDigest.of(
                    new io.fairlead.traffic.RecordSets("", 0, new java.util.TreeMap<>()))));
    assertThat(zone.after())
        .isInstanceOfSatisfying(
            TargetState.ZoneAt.class, at -> assertThat(at.epoch()).isEqualTo(2));
    assertThat(zone.notAfter()).isEqualTo(stage.now.plusSeconds(6));
    assertThat(zone.steps()).singleElement().isInstanceOf(Step.ChangeRecords.class);
  }

  @Test
  void ids_of_intents_are_unique() {
    RegisterState next = next(Stage.demo().darken("eu-west"));

    assertThat(next.intents()).hasSize(4).extracting(Intent::id).doesNotHaveDuplicates();
  }

  @Test
  void a_target_with_an_open_intent_is_not_planned_again() {
    Stage stage = Stage.demo().darken("us-east");
    RegisterState open = next(stage);
    stage.state = open;

    View view = stage.view();

    assertThat(Decision.of(view).plan().actions()).isEmpty();
    assertThat(NextState.of(open, view, Decision.of(view), "op").intents())
        .isEqualTo(open.intents());
  }

  @Test
  void the_same_state_comes_back_when_nothing_changes() {
    Stage stage = Stage.demo();

    assertThat(RegisterDraft.sameContent(stage.state, next(stage))).isTrue();
  }

  @Test
  void verdict_changes_are_told_with_their_votes() {
    Stage stage = Stage.demo();
    stage.downNodes.add("eu-west/gw-2");

    stage.tick();

    assertThat(stage.told("verdict"))
        .anyMatch(line -> line.startsWith("node/eu-west/gw-2: Up to Down: eu-west"));
  }

  @Test
  void a_refusal_is_told_once_while_it_lasts() {
    Stage stage = Stage.settled(Blueprint.demo().keeping(3)).drain("region/us-east");

    stage.run(Duration.ofMinutes(2));

    assertThat(stage.told("refused"))
        .containsExactly(
            "zone/orders.demo.test: keeps-K-serving: found 2 of orders would stay in,"
                + " without [us-east], limit at least 3");
    assertThat(stage.state.refusals()).hasSize(1);

    stage.undrain("region/us-east").tick();
    assertThat(stage.state.refusals()).isEmpty();
  }

  @Test
  void a_frozen_fleet_journals_verdicts_and_no_intents() {
    Stage stage = Stage.demo().darken("us-east");
    stage.freeze(new Hold("fleet", "holiday", "ann", stage.now, null));

    stage.tick();

    assertThat(stage.told("verdict")).anyMatch(line -> line.contains("orders/us-east: Up to Down"));
    assertThat(stage.flags).isEmpty();
    assertThat(stage.state.latches()).isEmpty();
  }

  @Test
  void a_freeze_object_in_a_flag_store_freezes_too() {
    Stage stage = Stage.demo().darken("us-east");
    stage.freezeObject = true;

    stage.tick();

    assertThat(stage.flags).isEmpty();
  }

  @Test
  void a_fleet_in_mode_observe_journals_no_intents() {
    Stage stage = new Stage(Blueprint.demo().observing());

    assertThat(stage.tick().plan().actions()).isNotEmpty();
    assertThat(stage.state.intents()).isEmpty();
    assertThat(stage.weights("portal.demo.test")).isEmpty();
  }

  @Test
  void drains_and_freezes_end_by_themselves_and_say_so() {
    Stage stage = Stage.demo();
    RegisterDraft draft = RegisterDraft.of(stage.state);
    draft
        .drains()
        .put(
            "region/us-east",
            new Hold("region/us-east", "repair", "ann", stage.now, stage.now.plusSeconds(10)));
    stage.state = draft.build("op", stage.now);
    stage.tick();
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 0);

    stage.run(Duration.ofSeconds(12));

    assertThat(stage.state.drains()).isEmpty();
    assertThat(stage.told("drain")).containsExactly("region/us-east: ended: its time is over");
    assertThat(stage.weights("us.orders.demo.test")).containsEntry("us-east", 255);
  }

  @Test
  void a_freeze_object_is_told_once_when_it_comes_and_once_when_it_goes() {
    Stage stage = Stage.demo();
    stage.freezeObject = true;
    stage.run(Duration.ofSeconds(10));
    assertThat(stage.told("freeze"))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("fleet: freeze object "));

    stage.freezeObject = false;
    stage.run(Duration.ofSeconds(10));

    assertThat(stage.told("freeze")).hasSize(2);
    assertThat(stage.told("freeze").getLast()).startsWith("fleet: freeze object gone");
    stage.freezeObject = true;
    stage.run(Duration.ofSeconds(10));
    assertThat(stage.told("freeze")).hasSize(3);
  }

  @Test
  void evacuations_older_than_every_window_are_forgotten() {
    Stage stage = Stage.demo().darken("us-east");
    stage.tick();
    assertThat(stage.state.evacuations()).hasSize(1);
    stage.run(Duration.ofSeconds(20)).heal().run(Duration.ofMinutes(3));

    stage.darken("eu-west").tick();

    assertThat(stage.state.evacuations())
        .singleElement()
        .satisfies(evacuation -> assertThat(evacuation.region()).isEqualTo("eu-west"));
  }

  @Test
  void history_never_outgrows_its_limit() {
    Stage stage = Stage.demo();
    for (int i = 0; i < 40; i++) {
      stage.downNodes.add("eu-west/gw-2");
      stage.run(Duration.ofSeconds(2)).heal().run(Duration.ofSeconds(2));
    }

    assertThat(stage.state.history()).hasSizeLessThanOrEqualTo(RegisterState.HISTORY_LIMIT);
  }

  @Test
  void an_evacuation_latches_every_deployment_of_the_group() {
    Stage stage = Stage.demo().darken("eu-west");

    stage.tick();

    assertThat(stage.state.latches().keySet())
        .extracting(where -> where.text())
        .containsExactly("deployment/orders/eu-west", "deployment/portal/eu-west");
    assertThat(List.copyOf(stage.flags.keySet()))
        .contains(new RegionGroup("eu-west", "default"), new RegionGroup("eu-west", "portal"));
  }
}
