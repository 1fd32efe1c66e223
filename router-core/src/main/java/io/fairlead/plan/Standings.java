package io.fairlead.plan;

import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Latch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every deployment's standing: persons first, then operators, latches, health. */
final class Standings {
  private final Situation situation;
  private final Requests requests;
  private final Ladders ladders;
  private final SortedMap<Subject.OfDeployment, Latch> latches;
  private final SortedMap<Subject.OfDeployment, Standing> all = new TreeMap<>();
  private final SortedMap<Subject.OfDeployment, Lag> behind = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  private Standings(
      Situation situation,
      Requests requests,
      Ladders ladders,
      SortedMap<Subject.OfDeployment, Latch> latches) {
    this.situation = situation;
    this.requests = requests;
    this.ladders = ladders;
    this.latches = latches;
  }

  /**
   * Judges every deployment.
   *
   * @param latches as they are due after this tick
   */
  static Standings of(
      Situation situation,
      Requests requests,
      Ladders ladders,
      SortedMap<Subject.OfDeployment, Latch> latches) {
    Standings standings = new Standings(situation, requests, ladders, latches);
    situation
        .view()
        .fleet()
        .deployments()
        .map(d -> new Subject.OfDeployment(d.service(), d.region()))
        .forEach(where -> standings.all.put(where, standings.judge(where)));
    return standings;
  }

  SortedMap<Subject.OfDeployment, Standing> all() {
    return all;
  }

  /** One deployment's standing. */
  Standing of(String service, String region) {
    Standing standing = all.get(new Subject.OfDeployment(service, region));
    if (standing == null) {
      throw new IllegalStateException("no deployment " + service + "/" + region);
    }
    return standing;
  }

  /** Deployments that could take a new share if their copies were not too far behind. */
  SortedMap<Subject.OfDeployment, Lag> behind() {
    return behind;
  }

  List<String> notes() {
    return notes;
  }

  private Standing judge(Subject.OfDeployment where) {
    String person = situation.person(situation.groupOf(where));
    if (person != null) {
      return Standing.out(
          new PlanReason.Latched(where.text(), "an evacuation flag is held by " + person));
    }
    PlanReason operator = operator(where);
    if (operator != null) {
      return Standing.out(operator);
    }
    Standing standing = byHealth(where);
    boolean drainWaits = situation.drainOf(where) != null;
    return drainWaits && standing.kind() != Standing.Kind.OUT
        ? Standing.KEPT
        : inSync(where, standing);
  }

  /** What is too far behind keeps what it has, unless an operator accepts the loss. */
  private Standing inSync(Subject.OfDeployment where, Standing standing) {
    boolean gains = standing.kind() == Standing.Kind.IN || standing.kind() == Standing.Kind.RAMPING;
    Optional<Lag> lag = Lags.bar(situation.view(), where);
    if (!gains || lag.isEmpty() || requests.acceptsLoss(where)) {
      return standing;
    }
    behind.put(where, lag.get());
    notes.add("no new share for " + Lags.text(situation.view(), where, lag.get()));
    return Standing.KEPT;
  }

  private Standing byHealth(Subject.OfDeployment where) {
    Latch latch = latches.get(where);
    boolean down = situation.held(where) == Verdict.DOWN;
    if (latch == null && !down && situation.forgotten(situation.groupOf(where))) {
      return Standing.out(new PlanReason.Latched(where.text(), Situation.FORGOTTEN));
    }
    if (latch == null) {
      return down ? down(where) : Standing.FULL;
    }
    if (latch.step() > 0) {
      return ramping(where, latch);
    }
    if (down && situation.carriesTraffic(where)) {
      Standing standing = down(where);
      // A latch does not wait for rung 1: who gave it traffic was no one that may.
      if (standing.kind() == Standing.Kind.OUT || requests.withheld(isDown(where))) {
        return standing;
      }
    }
    return Standing.out(latched(latch));
  }

  private @Nullable PlanReason operator(Subject.OfDeployment where) {
    PlanReason requested = requests.leaving(where);
    Hold drain = situation.drainOf(where);
    if (requested != null || drain == null) {
      return requested;
    }
    PlanReason drained = new PlanReason.Drained(drain.subject(), drain.by());
    return requests.withheld(drained) ? null : drained;
  }

  private Standing ramping(Subject.OfDeployment where, Latch latch) {
    int percent = Returns.percent(situation, latch);
    PlanReason step = new PlanReason.RampStep(where.text(), percent);
    if (!requests.withheld(step)) {
      return Standing.ramping(percent, step);
    }
    Latch before = situation.view().state().latches().get(where);
    int stays = before == null ? 0 : Returns.percent(situation, before);
    return stays == 0
        ? Standing.out(latched(latch))
        : Standing.ramping(stays, new PlanReason.RampStep(where.text(), stays));
  }

  private static PlanReason latched(Latch latch) {
    return new PlanReason.Latched(latch.where().text(), latch.reason());
  }

  private static PlanReason isDown(Subject.OfDeployment where) {
    return new PlanReason.DeploymentsDown(where.region(), where.service());
  }

  private Standing down(Subject.OfDeployment where) {
    PlanReason reason = isDown(where);
    String text = where.text() + " is Down";
    if (requests.withheld(reason)) {
      notes.add(text + ", the guard refused to take it out");
      return Standing.KEPT;
    }
    Ladder ladder = ladders.of(where);
    switch (ladder) {
      case MOVING, SETTLING, WAITING -> notes.add(text + ": " + ladder.words());
      case RUNG_TWO -> {
        if (situation.view().fleet().service(where.service()).failover()
            == FailoverPolicy.AUTOMATIC) {
          return Standing.out(reason);
        }
        notes.add(text + ": its failover is manual, an operator must ask for it");
      }
    }
    return Standing.KEPT;
  }
}
