package io.fairlead.cycle;

import io.fairlead.cycle.IntentResolution.Circumstances;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Safety;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.History;
import io.fairlead.journal.History.EndedAt;
import io.fairlead.journal.Intent;
import io.fairlead.journal.IntentEnd;
import io.fairlead.journal.IntentFinding;
import io.fairlead.journal.IntentFinding.Ended;
import io.fairlead.journal.IntentFinding.Resumable;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.plan.Action;
import io.fairlead.plan.Change;
import io.fairlead.plan.Current;
import io.fairlead.plan.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The open intents by how they stand. What may be resumed is hidden from the planner, so that it
 * decides about the target afresh: an intent goes on only if the same change would be approved now.
 */
final class OpenIntents {
  private final List<IntentFinding> findings;

  private OpenIntents(List<IntentFinding> findings) {
    this.findings = findings;
  }

  /** How intents stand by a reading of their targets. */
  static OpenIntents of(List<Intent> intents, Current current, Resolver resolver) {
    return new OpenIntents(
        intents.stream()
            .map(
                intent ->
                    resolver.left(
                        IntentResolution.of(
                            intent,
                            Targets.stateOf(intent, current),
                            resolver.circumstances(intent))))
            .toList());
  }

  /**
   * Intents that this run neither ends nor resumes, because others carry them out: all of them keep
   * their targets to themselves.
   */
  static OpenIntents untouched(List<Intent> intents) {
    return new OpenIntents(
        intents.stream()
            .<IntentFinding>map(
                intent -> new IntentFinding.Waiting(intent, "left to the runs in mode act"))
            .toList());
  }

  /** What resolving needs besides the intents and their targets. */
  record Resolver(
      Safety safety,
      RegisterState state,
      Instant now,
      boolean frozen,
      SortedSet<AddressId> silent) {
    /**
     * A batch of records is its writer's to send for half an interval: in a DNS API that takes few
     * calls a second, regions that tick at once would all send it, and all but one be rejected.
     */
    private IntentFinding left(IntentFinding finding) {
      return finding instanceof Resumable(Intent intent, _, _)
              && intent.steps().getLast() instanceof Step.ChangeRecords
              && now.isBefore(intent.createdAt().plus(safety.probe().interval().dividedBy(2)))
          ? new IntentFinding.Waiting(intent, "journaled just now, and sent by whoever did that")
          : finding;
    }

    Circumstances circumstances(Intent intent) {
      return new Circumstances(now, frozen, returnsFrom(intent), waits(intent), state.history());
    }

    /** Whoever went Down since the move is not waited for: the address must leave it again. */
    private boolean waits(Intent intent) {
      return intent.steps().getLast() instanceof Step.MoveAddress(AddressId id, _, String to)
          && silent.contains(id)
          && verdict(state, id, to) != Verdict.DOWN;
    }

    /** A flag raised at some time may be raised late, by a frozen function, until this time. */
    private @Nullable Instant returnsFrom(Intent intent) {
      Instant raised = state.changedAt().get(intent.target().text());
      return intent.steps().getLast() instanceof Step.LowerFlag && raised != null
          ? raised.plus(safety.intentLife()).plus(safety.probe().timeout())
          : null;
    }
  }

  /** The state that the planner sees: ended intents booked, resumable ones left out. */
  RegisterState forPlanning(RegisterState state, EndedAt at) {
    if (findings.isEmpty()) {
      return state;
    }
    RegisterDraft draft = RegisterDraft.of(state);
    for (IntentFinding finding : findings) {
      switch (finding) {
        case Ended(Intent intent, IntentEnd end, String why) -> book(draft, intent, end, why, at);
        case Resumable(Intent intent, _, _) -> draft.intents().remove(intent);
        case IntentFinding.Waiting _ -> {}
      }
    }
    return draft.build(state.operation(), state.writtenAt());
  }

  /** The state with the confirmed intents booked; the others stay for the next tick. */
  RegisterDraft confirmed(RegisterState state, EndedAt at) {
    RegisterDraft draft = RegisterDraft.of(state);
    for (IntentFinding finding : findings) {
      if (finding instanceof Ended(Intent intent, IntentEnd end, String why)
          && end == IntentEnd.CONFIRMED) {
        book(draft, intent, end, why, at);
      }
    }
    return draft;
  }

  /** How many intents were read back in their state after. */
  int confirmedCount() {
    return (int)
        findings.stream()
            .filter(f -> f instanceof Ended ended && ended.end() == IntentEnd.CONFIRMED)
            .count();
  }

  /** Books the end of an intent. */
  static void book(RegisterDraft draft, Intent intent, IntentEnd end, String why, EndedAt at) {
    draft.intents().remove(intent);
    draft.line(History.ended(intent, end, why, at));
    if (end != IntentEnd.CONFIRMED && intent.steps().getLast() instanceof Step.RaiseFlag raise) {
      // Should it still be written late, by a frozen function, then the next tick takes it away.
      draft.flagFloors().put(raise.flag(), at.epoch());
    }
    if (end == IntentEnd.CONFIRMED) {
      draft.changedAt().put(intent.target().text(), at.time());
      if (intent.steps().getLast() instanceof Step.LowerFlag lower) {
        draft.lowered(lower.flag(), lower.uptoEpoch(), at.epoch());
      }
    }
  }

  /** Targets on which an intent met somebody else's change. */
  Set<TargetId> conflicts() {
    Set<TargetId> conflicts = new HashSet<>();
    for (IntentFinding finding : findings) {
      if (finding instanceof Ended(Intent intent, IntentEnd end, _) && end == IntentEnd.CONFLICT) {
        conflicts.add(intent.target());
      }
    }
    return conflicts;
  }

  /** Those that go on: approved as the same change, or an address on nothing. */
  List<Resumable> resumed(Decision decision, RegisterState state) {
    List<Resumable> resumed = new ArrayList<>();
    for (IntentFinding finding : findings) {
      if (finding instanceof Resumable resumable && goesOn(resumable, decision, state)) {
        resumed.add(resumable);
      }
    }
    return resumed;
  }

  /** Those that do not go on, because the same change would not be approved now. */
  List<Intent> dropped(List<Resumable> resumed) {
    List<Intent> dropped = new ArrayList<>();
    for (IntentFinding finding : findings) {
      if (finding instanceof Resumable resumable && !resumed.contains(resumable)) {
        dropped.add(resumable.intent());
      }
    }
    return dropped;
  }

  private static boolean goesOn(Resumable resumable, Decision decision, RegisterState state) {
    Optional<Action> approved = approvedFor(resumable.intent(), decision);
    if (approved.isPresent()) {
      return sameChange(resumable.intent().steps().getLast(), approved.get().change());
    }
    return resumable.always() && headsForUp(resumable.intent(), state);
  }

  private static Optional<Action> approvedFor(Intent intent, Decision decision) {
    return decision.guard().approved().stream()
        .filter(action -> action.change().target().equals(intent.target()))
        .findFirst();
  }

  /** Whether an approved change is what an intent was about to do. */
  static boolean sameChange(Step last, Change change) {
    return switch (change) {
      case Change.Move move -> last instanceof Step.MoveAddress step && move.to().equals(step.to());
      case Change.Weights weights ->
          last instanceof Step.ChangeRecords step
              && step.batch().fromEpoch() == weights.fromEpoch()
              && step.batch().changes().equals(weights.records());
      case Change.Raise _ -> last instanceof Step.RaiseFlag;
      case Change.Lower lower ->
          last instanceof Step.LowerFlag step && step.uptoEpoch() == lower.uptoEpoch();
    };
  }

  private static boolean headsForUp(Intent intent, RegisterState state) {
    if (!(intent.steps().getLast() instanceof Step.MoveAddress move) || move.to() == null) {
      return false;
    }
    return verdict(state, move.address(), move.to()) == Verdict.UP;
  }

  private static Verdict verdict(RegisterState state, AddressId address, String node) {
    VerdictEntry held = state.verdicts().get(new Subject.OfNode(address.region(), node));
    return held == null ? Verdict.UNKNOWN : held.verdict();
  }
}
