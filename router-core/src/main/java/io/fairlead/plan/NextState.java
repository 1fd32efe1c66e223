package io.fairlead.plan;

import io.fairlead.fleet.Mode;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Intent;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.RegisterState.Evacuation;
import io.fairlead.journal.TargetId;
import java.time.Duration;
import java.time.Instant;

/** The register state that journals a decision before anything is touched. Pure. */
public final class NextState {
  private NextState() {}

  /**
   * The view's state with the decision journaled: approved actions as intents (epoch = the view's
   * plus one), latches set, advanced and released, requests consumed, new refusals, evacuations,
   * panic's freeze, verdict changes in the history. Equal to the view's state (but for operation
   * and time) where nothing changes: then nothing is written.
   *
   * <p>While frozen nothing is journaled but verdicts, refusals and the end of requests; in mode
   * observe, verdicts and refusals.
   *
   * @param before the state as read, to tell what changed
   * @param operation id of this write
   */
  public static RegisterState of(
      RegisterState before, View view, Decision decision, String operation) {
    Draft draft = new Draft(view);
    verdicts(before, draft);
    holds(draft);
    FreezeObjects.tell(draft);
    RefusalJournal.write(draft, decision.guard());
    if (view.fleet().mode() == Mode.OBSERVE) {
      return draft.state(operation);
    }
    boolean frozen = Freezes.active(view);
    if (!frozen && decision.guard().kind() == GuardDecision.Kind.PANIC) {
      freeze(draft, decision.guard());
      frozen = true;
    }
    LatchJournal latches = new LatchJournal(draft, decision);
    if (!frozen) {
      act(draft, decision);
      latches.write();
    }
    RequestJournal.write(draft, decision, frozen);
    return draft.state(operation);
  }

  private static void verdicts(RegisterState before, Draft draft) {
    draft
        .view
        .state()
        .verdicts()
        .forEach(
            (subject, entry) -> {
              VerdictEntry was = before.verdicts().get(subject);
              Verdict old = was == null ? Verdict.UNKNOWN : was.verdict();
              if (old != entry.verdict()) {
                draft.tell(
                    "verdict",
                    subject.text(),
                    Words.of(old) + " to " + Words.of(entry.verdict()) + ": " + entry.evidence());
              }
            });
  }

  /** Drains and freezes end by themselves when their time is over. */
  private static void holds(Draft draft) {
    Instant now = draft.view.now();
    draft
        .drains
        .values()
        .removeIf(
            drain -> {
              if (!drain.activeAt(now)) {
                draft.tell("drain", drain.subject(), "ended: its time is over", drain.by());
              }
              return !drain.activeAt(now);
            });
    Hold freeze = draft.freeze;
    if (freeze != null && !freeze.activeAt(now)) {
      draft.tell(Panic.KIND, "fleet", "ended: its time is over", freeze.by());
      draft.freeze = null;
    }
  }

  private static void freeze(Draft draft, GuardDecision guard) {
    String why =
        guard.results().stream()
            .filter(r -> r.result() == RuleResult.Result.REFUSED)
            .filter(r -> r.rule().equals(new Panic().name()))
            .map(r -> "panic: " + r.found() + ", limit " + r.limit())
            .findFirst()
            .orElse("panic");
    draft.freeze = new Hold("fleet", why, Returns.BY_FAIRLEAD, draft.view.now(), null);
    draft.tell(Panic.KIND, "fleet", why);
  }

  private static void act(Draft draft, Decision decision) {
    int ordinal = 0;
    for (Action action : decision.guard().approved()) {
      TargetId target = action.change().target();
      if (draft.intents.stream().anyMatch(open -> open.target().equals(target))) {
        continue;
      }
      ordinal++;
      Intent intent = Intents.of(draft.view, decision.plan(), action, ordinal);
      draft.intents.add(intent);
      draft.tell(
          "intent",
          target.text(),
          intent.id() + ", " + PlanText.of(action.change()) + ": " + intent.reason());
      if (action.change() instanceof Change.Raise(var flag) && Checked.automatic(action)) {
        evacuated(draft, flag.region());
      }
    }
    if (ordinal > 0) {
      trim(draft);
    }
  }

  /** Counts an evacuation once, however many of the region's groups leave. */
  private static void evacuated(Draft draft, String region) {
    Evacuation now = new Evacuation(region, draft.view.now(), false);
    if (!draft.evacuations.contains(now) && Evacuations.begins(draft.view, region)) {
      draft.evacuations.add(now);
    }
  }

  private static void trim(Draft draft) {
    Duration per = draft.view.fleet().safety().evacuation().per();
    Duration panic = draft.view.fleet().safety().panicWindow();
    Instant from = draft.view.now().minus(per.compareTo(panic) > 0 ? per : panic);
    draft.evacuations.removeIf(evacuation -> evacuation.at().isBefore(from));
  }
}
