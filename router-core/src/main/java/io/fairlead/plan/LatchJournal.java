package io.fairlead.plan;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.Subject;
import io.fairlead.journal.Latch;
import io.fairlead.journal.OperatorRequest;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Sets, advances, releases and ends latches. */
final class LatchJournal {
  private final Draft draft;
  private final Decision decision;
  private final Situation situation;
  private final Requests requests;

  /** Services of which a deployment was latched out now. */
  private final SortedSet<String> left = new TreeSet<>();

  LatchJournal(Draft draft, Decision decision) {
    this.draft = draft;
    this.decision = decision;
    this.situation = new Situation(draft.view);
    this.requests = Requests.of(situation, decision.withheld());
  }

  /** Writes what this tick makes of every latch. */
  void write() {
    advance();
    decision.guard().approved().forEach(this::leave);
    draft.view.fleet().regionGroups().forEach(this::adopt);
    LossJournal.write(draft, decision, left);
  }

  private void advance() {
    SortedMap<Subject.OfDeployment, Latch> due = Returns.due(situation, requests);
    draft.latches.keySet().removeIf(where -> !due.containsKey(where));
    due.forEach(
        (where, next) -> {
          Latch now = draft.latches.get(where);
          if (now == null) {
            return;
          }
          if (Returns.over(situation, now) && next.step() == now.step()) {
            draft.latches.remove(where);
            draft.tell("latch", where.text(), "over: returned in full");
            return;
          }
          draft.latches.put(where, told(now, held(now, next) ? staying(now, next) : next));
        });
  }

  private Latch told(Latch now, Latch next) {
    if (next.released() && !now.released()) {
      draft.tell("latch", now.where().text(), "released");
    }
    if (next.step() != now.step()) {
      int percent = Returns.percent(situation, next);
      draft.tell(
          "ramp", now.where().text(), "step " + next.step() + ": " + percent + " % of its share");
    }
    return next;
  }

  /** The next latch at the step of the present one: what released it is never forgotten. */
  private static Latch staying(Latch now, Latch next) {
    return new Latch(
        next.where(),
        next.since(),
        next.reason(),
        next.by(),
        next.released(),
        next.cleanSince(),
        now.step(),
        now.stepSince());
  }

  /** Whether the guard refused the next step. */
  private boolean held(Latch now, Latch next) {
    if (next.step() <= now.step()) {
      return false;
    }
    PlanReason step =
        new PlanReason.RampStep(next.where().text(), Returns.percent(situation, next));
    return decision.withheld().contains(step.text())
        || decision.guard().refused().stream().anyMatch(action -> action.reasons().contains(step));
  }

  private void leave(Action action) {
    for (PlanReason reason : action.reasons()) {
      if (reason instanceof PlanReason.DeploymentsDown(var region, var what)) {
        latch(new Subject.OfDeployment(what, region), reason.text(), Returns.BY_FAIRLEAD);
      } else if (reason instanceof PlanReason.Requested requested) {
        requests.leaving().entrySet().stream()
            .filter(entry -> Requests.reason(entry.getValue()).equals(requested))
            .filter(entry -> touches(action, entry.getKey()))
            .forEach(entry -> latch(entry.getKey(), text(entry.getValue()), requested.by()));
      }
    }
    if (action.change() instanceof Change.Raise(var flag)) {
      String by = operator(action);
      members(flag)
          .filter(where -> !draft.latches.containsKey(where))
          .forEach(where -> latch(where, Intents.reasons(action), by));
    }
  }

  /** Whether an action takes a deployment out: a move of an address inside a region does not. */
  private boolean touches(Action action, Subject.OfDeployment where) {
    return switch (action.change()) {
      case Change.Weights weights ->
          weights.shares().keySet().stream().anyMatch(id -> id.service().equals(where.service()));
      case Change.Raise(var flag) -> flag.equals(situation.groupOf(where));
      case Change.Move _, Change.Lower _ -> false;
    };
  }

  private static String operator(Action action) {
    return action.reasons().stream()
        .filter(PlanReason.Requested.class::isInstance)
        .map(reason -> ((PlanReason.Requested) reason).by())
        .findFirst()
        .orElse(Returns.BY_FAIRLEAD);
  }

  private static String text(OperatorRequest request) {
    String loss = request.acceptLoss() ? ", accepting loss" : "";
    return request.verb() + " of " + request.subject() + loss + ": " + request.reason();
  }

  private void latch(Subject.OfDeployment where, String reason, String by) {
    Latch was = draft.latches.get(where);
    if (was != null && was.since().equals(draft.view.now())) {
      return;
    }
    draft.latches.put(
        where, new Latch(where, draft.view.now(), reason, by, false, null, 0, draft.view.now()));
    draft.tell("latch", where.text(), "set: " + reason, by);
    left.add(where.service());
  }

  /** A flag without a latch is a person's evacuation, or ours that the register forgot. */
  private void adopt(RegionGroup flag) {
    if (!situation.raised(flag)) {
      return;
    }
    String person = situation.person(flag);
    boolean young =
        person != null
            || situation
                .ownCopies(flag)
                .anyMatch(copy -> copy.epoch() >= draft.flagFloors.getOrDefault(flag, 0L));
    if (!young) {
      return;
    }
    String reason = person == null ? Situation.FORGOTTEN : "evacuation flag raised by " + person;
    String by = person == null ? Returns.BY_FAIRLEAD : Returns.BY_FLAG;
    members(flag)
        .filter(where -> !draft.latches.containsKey(where))
        .forEach(where -> latch(where, reason, by));
  }

  private Stream<Subject.OfDeployment> members(RegionGroup flag) {
    return draft
        .view
        .fleet()
        .servicesIn(flag.group())
        .filter(service -> service.deployments().containsKey(flag.region()))
        .map(service -> new Subject.OfDeployment(service.name(), flag.region()));
  }
}
