package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.IntentResolution.Circumstances;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.History;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
import io.fairlead.journal.IntentEnd;
import io.fairlead.journal.IntentFinding;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState;
import io.fairlead.journal.TargetState.Flagged;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class IntentResolutionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final AddressId FRONT = new AddressId("eu-west", "front");
  private static final TargetId ADDRESS = new TargetId.Address(FRONT);
  private static final Step MOVE = new Step.MoveAddress(FRONT, "gw-1", "gw-2");
  private static final Intent INTENT =
      new Intent(
          "7.1-abc",
          ADDRESS,
          List.of(MOVE),
          List.of(new HeldBy("gw-1"), new HeldBy("gw-2")),
          "gw-1 is Down",
          List.of(),
          NOW.minusSeconds(10),
          NOW.plusSeconds(20),
          "plan");

  private static IntentFinding found(TargetState state, Circumstances in) {
    return IntentResolution.of(INTENT, new Reading.Known<>(state), in);
  }

  private static Circumstances at(Instant now) {
    return new Circumstances(now, false, null, false, List.of());
  }

  private static Circumstances with(
      boolean frozen, @Nullable Instant returnsFrom, List<HistoryEntry> history) {
    return new Circumstances(NOW, frozen, returnsFrom, false, history);
  }

  private static IntentFinding.Ended ended(IntentEnd end, IntentFinding finding) {
    assertThat(finding)
        .isInstanceOfSatisfying(
            IntentFinding.Ended.class, is -> assertThat(is.end()).isEqualTo(end));
    return (IntentFinding.Ended) finding;
  }

  @Test
  void the_state_after_is_confirmed_even_when_it_is_past_its_time_or_frozen() {
    ended(IntentEnd.CONFIRMED, found(new HeldBy("gw-2"), at(NOW)));
    ended(IntentEnd.CONFIRMED, found(new HeldBy("gw-2"), at(INTENT.notAfter().plusSeconds(1))));
    ended(IntentEnd.CONFIRMED, found(new HeldBy("gw-2"), with(true, null, List.of())));
  }

  @Test
  void a_moved_address_that_does_not_answer_waits_until_the_intent_is_past_its_time() {
    assertThat(found(new HeldBy("gw-2"), silent(INTENT.notAfter())))
        .isInstanceOf(IntentFinding.Waiting.class);
    ended(IntentEnd.CONFIRMED, found(new HeldBy("gw-2"), silent(INTENT.notAfter().plusMillis(1))));
  }

  private static Circumstances silent(Instant now) {
    return new Circumstances(now, false, null, true, List.of());
  }

  @Test
  void the_state_before_goes_on_with_every_step_up_to_its_time() {
    assertThat(found(new HeldBy("gw-1"), at(INTENT.notAfter())))
        .isEqualTo(new IntentFinding.Resumable(INTENT, List.of(MOVE), false));
  }

  @Test
  void the_state_before_past_its_time_is_cancelled() {
    IntentFinding late = found(new HeldBy("gw-1"), at(INTENT.notAfter().plusMillis(1)));

    assertThat(ended(IntentEnd.CANCELLED, late).why()).contains("expired");
  }

  @Test
  void the_state_before_is_cancelled_while_frozen() {
    IntentFinding frozen = found(new HeldBy("gw-1"), with(true, null, List.of()));

    assertThat(ended(IntentEnd.CANCELLED, frozen).why()).contains("frozen");
  }

  @Test
  void a_state_between_two_steps_goes_on_with_the_steps_that_are_left() {
    Step off = new Step.MoveAddress(FRONT, "gw-1", "gw-3");
    Step on = new Step.MoveAddress(FRONT, "gw-3", "gw-2");
    Intent two =
        new Intent(
            "7.1-abc",
            ADDRESS,
            List.of(off, on),
            List.of(new HeldBy("gw-1"), new HeldBy("gw-3"), new HeldBy("gw-2")),
            "",
            List.of(),
            NOW,
            NOW.plusSeconds(30),
            "plan");

    assertThat(IntentResolution.of(two, new Reading.Known<>(new HeldBy("gw-3")), at(NOW)))
        .isEqualTo(new IntentFinding.Resumable(two, List.of(on), false));
  }

  @Test
  void an_address_on_nothing_may_always_go_on_even_frozen_and_past_its_time() {
    Circumstances worst = new Circumstances(NOW.plusSeconds(9999), true, null, false, List.of());

    assertThat(found(new HeldBy(null), worst))
        .isEqualTo(
            new IntentFinding.Resumable(
                INTENT, List.of(new Step.MoveAddress(FRONT, null, "gw-2")), true));
  }

  @Test
  void a_state_that_is_not_listed_is_somebody_elses_change() {
    IntentFinding other = found(new HeldBy("gw-9"), at(NOW));

    assertThat(ended(IntentEnd.CONFLICT, other).why()).contains("somebody else's", "on gw-9");
  }

  @Test
  void a_state_that_an_earlier_intent_of_ours_aimed_at_is_our_own_late_write() {
    Intent earlier =
        new Intent(
            "5.1-abc",
            ADDRESS,
            List.of(MOVE),
            List.of(new HeldBy("gw-1"), new HeldBy("gw-9")),
            "",
            List.of(),
            NOW,
            NOW,
            "plan");
    HistoryEntry line =
        History.ended(earlier, IntentEnd.CANCELLED, "expired", new History.EndedAt(NOW, 6));

    IntentFinding late = found(new HeldBy("gw-9"), with(false, null, List.of(line)));

    assertThat(ended(IntentEnd.CANCELLED, late).why()).contains("our own late write");
  }

  @Test
  void a_target_that_cannot_be_read_says_nothing() {
    assertThat(IntentResolution.of(INTENT, new Reading.Unreadable<>("no answer"), at(NOW)))
        .isEqualTo(new IntentFinding.Waiting(INTENT, "no answer"));
  }

  @Test
  void a_return_waits_until_the_evacuation_can_no_longer_be_written_late() {
    RegionGroup flag = new RegionGroup("us-east", "default");
    Intent lower =
        new Intent(
            "9.1-abc",
            new TargetId.Flag(flag),
            List.of(new Step.LowerFlag(flag, 8)),
            List.of(new Flagged(true), new Flagged(false)),
            "",
            List.of(),
            NOW,
            NOW.plusSeconds(30),
            "plan");
    Reading<TargetState> gone = new Reading.Known<>(new Flagged(false));

    assertThat(IntentResolution.of(lower, gone, with(false, NOW.plusSeconds(1), List.of())))
        .isInstanceOf(IntentFinding.Waiting.class);
    ended(IntentEnd.CONFIRMED, IntentResolution.of(lower, gone, with(false, NOW, List.of())));
  }
}
