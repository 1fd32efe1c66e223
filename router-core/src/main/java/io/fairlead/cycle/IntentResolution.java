package io.fairlead.cycle;

import io.fairlead.journal.History;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
import io.fairlead.journal.IntentEnd;
import io.fairlead.journal.IntentFinding;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetState;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how an open intent stands. After = confirmed; a listed state = may be resumed; a state that
 * it does not list = a conflict, unless an earlier intent of ours aimed at it: that is our own late
 * write, and the target is planned anew.
 */
final class IntentResolution {
  private IntentResolution() {}

  /**
   * What the resolution may depend on besides the intent and its target.
   *
   * @param now the tick's time
   * @param frozen nothing may be changed
   * @param returnsFrom a flag's return is confirmed no earlier than this; null = at once
   * @param silent a moved address does not answer yet, and its new holder is not known to be Down
   * @param history lines of the register
   */
  record Circumstances(
      Instant now,
      boolean frozen,
      @Nullable Instant returnsFrom,
      boolean silent,
      List<HistoryEntry> history) {
    Circumstances {
      history = List.copyOf(history);
    }
  }

  /** How the intent stands. */
  static IntentFinding of(Intent intent, Reading<TargetState> reading, Circumstances in) {
    return switch (reading) {
      case Reading.Unreadable<TargetState>(String why) -> new IntentFinding.Waiting(intent, why);
      case Reading.Known<TargetState>(TargetState found) -> known(intent, found, in);
    };
  }

  private static IntentFinding known(Intent intent, TargetState found, Circumstances in) {
    if (found.equals(intent.after())) {
      return arrived(intent, in);
    }
    if (onNothing(found)) {
      return new IntentFinding.Resumable(intent, List.of(putOn(intent)), true);
    }
    int listed = intent.states().lastIndexOf(found);
    if (listed >= 0) {
      return listed(intent, intent.steps().subList(listed, intent.steps().size()), in);
    }
    if (History.aimedAt(in.history(), intent.target(), found)) {
      String why = "our own late write was found " + found.text();
      return new IntentFinding.Ended(intent, IntentEnd.CANCELLED, why);
    }
    String why = "somebody else's change was found, " + found.text();
    return new IntentFinding.Ended(intent, IntentEnd.CONFLICT, why);
  }

  private static IntentFinding arrived(Intent intent, Circumstances in) {
    Instant from = in.returnsFrom();
    if (from != null && in.now().isBefore(from)) {
      return new IntentFinding.Waiting(
          intent, "a late write of the evacuation may come until " + from);
    }
    if (in.silent() && !in.now().isAfter(intent.notAfter())) {
      return new IntentFinding.Waiting(intent, "nothing answers through the address yet");
    }
    return new IntentFinding.Ended(intent, IntentEnd.CONFIRMED, intent.reason());
  }

  private static IntentFinding listed(Intent intent, List<Step> rest, Circumstances in) {
    if (in.frozen()) {
      return new IntentFinding.Ended(intent, IntentEnd.CANCELLED, "frozen before it took effect");
    }
    if (in.now().isAfter(intent.notAfter())) {
      return new IntentFinding.Ended(intent, IntentEnd.CANCELLED, "expired before it took effect");
    }
    return new IntentFinding.Resumable(intent, rest, false);
  }

  private static boolean onNothing(TargetState found) {
    return found instanceof TargetState.HeldBy(@Nullable String node) && node == null;
  }

  /** The step that puts the address where the intent wants it, from nothing. */
  private static Step putOn(Intent intent) {
    return switch (intent.steps().getLast()) {
      case Step.MoveAddress move -> new Step.MoveAddress(move.address(), null, move.to());
      case Step.ChangeRecords records -> records;
      case Step.RaiseFlag raise -> raise;
      case Step.LowerFlag lower -> lower;
    };
  }
}
