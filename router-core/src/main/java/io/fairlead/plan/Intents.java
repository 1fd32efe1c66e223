package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.journal.Intent;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.ZoneDigest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Turns approved actions into intents: steps, and the exact states around them. */
final class Intents {
  private static final int PLAN_DIGITS = 8;

  private Intents() {}

  /**
   * The intent of an action.
   *
   * @param ordinal of the action in its plan; with the epoch it makes the id unique
   */
  static Intent of(View view, Plan plan, Action action, int ordinal) {
    long epoch = view.epoch() + 1;
    Made made = made(view, action.change(), epoch);
    Instant notAfter = view.now().plus(view.fleet().safety().intentLife());
    return new Intent(
        epoch + "." + ordinal + "-" + plan.id().substring(0, PLAN_DIGITS),
        action.change().target(),
        made.steps(),
        made.states(),
        reasons(action),
        action.evidence(),
        view.now(),
        notAfter,
        plan.id());
  }

  /** The reasons of an action in one line. */
  static String reasons(Action action) {
    return action.reasons().stream().map(PlanReason::text).collect(Collectors.joining("; "));
  }

  private static Made made(View view, Change change, long epoch) {
    return switch (change) {
      case Change.Move move -> moved(view, move);
      case Change.Weights weights -> weights(view, weights, epoch);
      case Change.Raise(var flag) ->
          new Made(
              new Step.RaiseFlag(flag, epoch),
              new TargetState.Flagged(false),
              new TargetState.Flagged(true));
      case Change.Lower(var flag, var upto) ->
          new Made(
              new Step.LowerFlag(flag, upto),
              new TargetState.Flagged(view.current().flags().raised(flag)),
              new TargetState.Flagged(false));
    };
  }

  private static Made weights(View view, Change.Weights weights, long epoch) {
    RecordSets current = new Situation(view).zone(weights.zone());
    if (current == null) {
      throw new IllegalStateException("zone " + weights.zone() + " was planned unread");
    }
    RecordSets after = RecordDiff.apply(current, epoch, weights.records());
    return new Made(
        new Step.ChangeRecords(
            new RecordBatch(weights.zone(), weights.fromEpoch(), epoch, weights.records())),
        new TargetState.ZoneAt(current.epoch(), ZoneDigest.of(current)),
        new TargetState.ZoneAt(epoch, ZoneDigest.of(after)));
  }

  /** A strict address goes over nothing, so that the target itself can refuse a late write. */
  private static Made moved(View view, Change.Move move) {
    AddressId address = move.address();
    FloatingAddress declared =
        view.fleet().region(address.region()).floatingAddresses().get(address.address());
    if (declared == null || !declared.strict() || move.from() == null) {
      return new Made(
          new Step.MoveAddress(address, move.from(), move.to()),
          new TargetState.HeldBy(move.from()),
          new TargetState.HeldBy(move.to()));
    }
    return new Made(
        List.of(
            new Step.MoveAddress(address, move.from(), null),
            new Step.MoveAddress(address, null, move.to())),
        List.of(
            new TargetState.HeldBy(move.from()),
            new TargetState.HeldBy(null),
            new TargetState.HeldBy(move.to())));
  }

  private record Made(List<Step> steps, List<TargetState> states) {
    Made(Step step, TargetState before, TargetState after) {
      this(List.of(step), List.of(before, after));
    }
  }
}
