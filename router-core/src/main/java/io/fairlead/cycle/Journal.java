package io.fairlead.cycle;

import io.fairlead.cycle.Applier.Due;
import io.fairlead.fleet.Mode;
import io.fairlead.journal.History;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.Intent;
import io.fairlead.journal.IntentEnd;
import io.fairlead.journal.IntentFinding.Resumable;
import io.fairlead.journal.RegisterDraft;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState;
import io.fairlead.plan.Action;
import io.fairlead.plan.Decision;
import io.fairlead.plan.NextState;
import io.fairlead.plan.View;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The write of a tick before anything is touched, and what may be touched once it stands.
 *
 * @param next the state to write
 * @param resumed intents that were open before and go on
 */
record Journal(RegisterState next, List<Resumable> resumed) {
  /** Puts the state together: decision, resumed and dropped intents, other people's changes. */
  static Journal of(Tick tick, OpenIntents open, Draft draft) {
    List<Resumable> resumed = open.resumed(draft.decision, draft.view.state());
    Decision fresh = fresh(draft.decision, open, resumed);
    RegisterState decided = NextState.of(tick.before(), draft.view, fresh, draft.operation);
    List<Intent> dropped = open.dropped(resumed);
    List<HistoryEntry> lines = new ArrayList<>(foreign(draft, open, tick));
    lines.addAll(wouldDo(draft, tick));
    if (resumed.isEmpty() && dropped.isEmpty() && lines.isEmpty()) {
      return new Journal(decided, resumed);
    }
    RegisterDraft next = RegisterDraft.of(decided);
    next.intents().addAll(0, resumed.stream().map(Resumable::intent).toList());
    for (Intent one : dropped) {
      OpenIntents.book(next, one, IntentEnd.CANCELLED, "no longer approved", tick.firstWrite());
    }
    lines.forEach(next::line);
    return new Journal(next.build(draft.operation, tick.now()), resumed);
  }

  /** What the write is made from. */
  record Draft(View view, Decision decision, Decision wanted, String operation) {}

  /** Whether anything would be written but the operation and the time. */
  boolean changes(RegisterState before) {
    return !RegisterDraft.sameContent(before, next);
  }

  /** Everything to apply: what goes on, then what is new, in the plan's order. */
  List<Due> due(View view) {
    Instant expiry = view.now().plus(view.fleet().safety().intentLife());
    List<Due> due = new ArrayList<>();
    for (Resumable one : resumed) {
      due.add(new Due(one.intent(), one.steps(), one.always() ? expiry : one.intent().notAfter()));
    }
    List<Intent> known = resumed.stream().map(Resumable::intent).toList();
    for (Intent intent : next.intents()) {
      if (!known.contains(intent) && !view.state().intents().contains(intent)) {
        due.add(new Due(intent, intent.steps(), intent.notAfter()));
      }
    }
    return due;
  }

  /**
   * The decision without what goes on already, and without targets on which somebody else's change
   * was met just now: those are looked at once more before anything new is wanted of them.
   */
  private static Decision fresh(Decision decision, OpenIntents open, List<Resumable> resumed) {
    Set<TargetId> targets = open.conflicts();
    resumed.forEach(one -> targets.add(one.intent().target()));
    List<Action> fresh =
        decision.guard().approved().stream()
            .filter(action -> !targets.contains(action.change().target()))
            .toList();
    return Withholding.approving(decision, fresh);
  }

  /** Other people's changes that this tick plans over: never without a line of conflict. */
  private static List<HistoryEntry> foreign(Draft draft, OpenIntents open, Tick tick) {
    List<HistoryEntry> lines = new ArrayList<>();
    for (Action action : draft.decision.guard().approved()) {
      TargetId target = action.change().target();
      Optional<TargetState> found = found(target, draft.view);
      List<HistoryEntry> history = tick.before().history();
      boolean foreign =
          found.isPresent()
              && !open.conflicts().contains(target)
              && History.knows(history, target)
              && !History.aimedAt(history, target, found.get())
              && tick.before().intents().stream()
                  .noneMatch(intent -> intent.states().contains(found.get()));
      if (foreign) {
        String text = "somebody else's change was found, " + found.get().text();
        lines.add(line(tick, "conflict", target.text(), text));
      }
    }
    return lines;
  }

  private static Optional<TargetState> found(TargetId target, View view) {
    Reading<TargetState> reading =
        switch (target) {
          case TargetId.Address(var id) -> Targets.holder(view.current().holders().get(id));
          case TargetId.Zone(String zone) -> Targets.zone(view.current().zones().get(zone));
          case TargetId.Flag _ -> new Reading.Unreadable<>("a person's flag is never removed");
        };
    return reading instanceof Reading.Known<TargetState>(TargetState state)
        ? Optional.of(state)
        : Optional.empty();
  }

  /** In mode observe: what would have been done, journaled when it differs from the last time. */
  private static List<HistoryEntry> wouldDo(Draft draft, Tick tick) {
    if (draft.view.fleet().mode() != Mode.OBSERVE) {
      return List.of();
    }
    List<HistoryEntry> lines = new ArrayList<>();
    for (Action action : draft.wanted.guard().approved()) {
      String subject = action.change().target().text();
      String text = "would change it: " + action.reasons().getFirst().text();
      Optional<String> last =
          tick.before().history().reversed().stream()
              .filter(line -> line.kind().equals("observed") && line.subject().equals(subject))
              .map(HistoryEntry::text)
              .findFirst();
      if (!last.equals(Optional.of(text))) {
        lines.add(line(tick, "observed", subject, text));
      }
    }
    return lines;
  }

  private static HistoryEntry line(Tick tick, String kind, String subject, String text) {
    return new HistoryEntry(tick.now(), tick.epoch() + 1, kind, subject, text, "fairlead");
  }
}
