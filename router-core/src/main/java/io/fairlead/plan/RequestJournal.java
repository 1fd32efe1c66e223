package io.fairlead.plan;

import io.fairlead.fleet.Mode;
import io.fairlead.fleet.Partition;
import io.fairlead.health.Subject;
import io.fairlead.journal.Latch;
import io.fairlead.journal.OperatorRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Ends each request with a sentence: done, refused, or waited too long. */
final class RequestJournal {
  /** Probe intervals that a request waits for a busy or unreadable target. */
  static final int LIFE_INTERVALS = 30;

  private final Draft draft;
  private final Decision decision;
  private final Requests requests;
  private final Situation situation;

  private RequestJournal(Draft draft, Decision decision) {
    this.draft = draft;
    this.decision = decision;
    this.situation = new Situation(draft.view);
    this.requests = Requests.of(situation, Set.of());
  }

  /** Consumes the requests that this tick ends. */
  static void write(Draft draft, Decision decision, boolean frozen) {
    RequestJournal journal = new RequestJournal(draft, decision);
    List<OperatorRequest> waiting = new ArrayList<>();
    for (OperatorRequest request : draft.requests) {
      String end = frozen ? "refused: everything is frozen" : journal.end(request);
      if (end.isEmpty()) {
        waiting.add(request);
      } else {
        String loss =
            request.acceptLoss() ? " (accepting loss" + journal.estimate(request) + ")" : "";
        draft.tell("request", request.subject(), request.verb() + loss + " " + end, request.by());
      }
    }
    draft.requests.clear();
    draft.requests.addAll(waiting);
  }

  /** What a request may lose where it goes, and what for. */
  private String estimate(OperatorRequest request) {
    StringBuilder text = new StringBuilder();
    draft.view.lag().keySet().stream()
        .filter(requests::acceptsLoss)
        .filter(where -> request.to() == null || where.region().equals(request.to()))
        .flatMap(
            where ->
                Lags.bar(draft.view, where).map(lag -> Lags.text(draft.view, where, lag)).stream())
        .forEach(lag -> text.append("; ").append(lag));
    return text.isEmpty() ? "" : text + "; for: " + request.reason();
  }

  /** How a request ends now; empty = it waits. */
  private String end(OperatorRequest request) {
    String settled = requests.ended().get(request.id());
    if (settled != null) {
      return settled;
    }
    PlanReason reason = Requests.reason(request);
    List<Subject.OfDeployment> which =
        requests.leaving().entrySet().stream()
            .filter(entry -> entry.getValue().id().equals(request.id()))
            .map(Map.Entry::getKey)
            .toList();
    if (carried(decision.guard().approved(), reason)) {
      return outlives(request) ? "" : "carried out by plan " + decision.plan().id();
    }
    String refusal = lastingRefusal(reason, which);
    if (!refusal.isEmpty()) {
      return "refused: " + refusal;
    }
    boolean planned = carried(decision.guard().refused(), reason);
    if (!planned && !which.isEmpty() && which.stream().noneMatch(situation::carriesTraffic)) {
      which.forEach(where -> keepOut(where, request));
      return "carried out: it took no traffic, and is latched out";
    }
    return overdue(request);
  }

  /**
   * A deployment that leaves is latched out, and the next tick finishes what a killed function left
   * undone; of a node nothing remembers that but its request, which therefore stays until the move
   * is confirmed.
   */
  private boolean outlives(OperatorRequest request) {
    return request.subject().startsWith("node/") && draft.view.fleet().mode() == Mode.ACT;
  }

  private static boolean carried(List<Action> actions, PlanReason reason) {
    return actions.stream().anyMatch(action -> action.reasons().contains(reason));
  }

  /** The first refusal of what a request asks for that does not pass by itself. */
  private String lastingRefusal(PlanReason reason, List<Subject.OfDeployment> which) {
    Set<String> targets = targets(reason, which);
    return decision.guard().results().stream()
        .filter(result -> result.lasting() && targets.contains(result.target()))
        .map(r -> r.rule() + " found " + r.found() + ", limit " + r.limit())
        .findFirst()
        .orElse("");
  }

  /** What a request would change, whether or not the last plan still says so. */
  private Set<String> targets(PlanReason reason, List<Subject.OfDeployment> which) {
    Set<String> targets = new HashSet<>();
    for (Action action : decision.guard().refused()) {
      if (action.reasons().contains(reason)) {
        targets.add(action.change().target().text());
      }
    }
    boolean withheld = decision.withheld().contains(reason.text());
    for (Subject.OfDeployment where : which) {
      for (Partition partition :
          draft.view.fleet().service(where.service()).partitions().values()) {
        targets.add("partition/" + partition.id());
        if (withheld) {
          targets.add("zone/" + partition.zone());
        }
      }
    }
    return targets;
  }

  private void keepOut(Subject.OfDeployment where, OperatorRequest request) {
    Instant now = draft.view.now();
    draft.latches.putIfAbsent(
        where, new Latch(where, now, request.reason(), request.by(), false, null, 0, now));
  }

  /** What kept addresses where they are, if anything did. */
  private String nowhere() {
    return decision.plan().notes().stream()
        .filter(note -> note.endsWith(Plan.NOWHERE_TO_GO))
        .map(note -> "; " + note)
        .collect(Collectors.joining());
  }

  private String overdue(OperatorRequest request) {
    Instant until =
        request
            .at()
            .plus(draft.view.fleet().safety().probe().interval().multipliedBy(LIFE_INTERVALS));
    return draft.view.now().isBefore(until)
        ? ""
        : "given up: it could not be planned since " + request.at() + nowhere();
  }
}
