package io.fairlead.plan;

import io.fairlead.health.Subject;
import io.fairlead.journal.Latch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One plan with what it was made from, in the order of the ladder. */
record Planning(
    Situation situation,
    NodeHealth health,
    Requests requests,
    RungOne rungOne,
    SortedMap<Subject.OfDeployment, Latch> latches,
    Standings standings,
    Shares shares,
    ZoneWeights weights,
    FlagActions flags) {

  /** Plans for a view, without what is withheld. */
  static Planning of(View view, Set<String> withheld) {
    Situation situation = new Situation(view);
    NodeHealth health = new NodeHealth(view);
    Requests requests = Requests.of(situation, withheld);
    RungOne rungOne = RungOne.of(situation, health, requests);
    SortedMap<Subject.OfDeployment, Latch> latches = Returns.due(situation, requests);
    Standings standings =
        Standings.of(situation, requests, new Ladders(situation, health, rungOne), latches);
    Shares shares = SharePlanner.of(situation, standings);
    ZoneWeights weights = ZoneWeights.of(situation, standings, shares);
    FlagActions flags =
        FlagActions.of(new FlagActions.Evacuating(situation, standings, shares, latches, weights));
    return new Planning(
        situation, health, requests, rungOne, latches, standings, shares, weights, flags);
  }

  /** The plan: addresses, flags up, weights, flags down. */
  Plan plan() {
    List<Action> actions = new ArrayList<>(rungOne.moves().values());
    actions.addAll(flags.raised());
    actions.addAll(weights.actions());
    actions.addAll(flags.lowered());
    List<String> notes = new ArrayList<>(rungOne.notes());
    notes.addAll(standings.notes());
    notes.addAll(weights.notes());
    requests.ended().forEach((id, sentence) -> notes.add("request " + id + ": " + sentence));
    List<String> unreadable = new ArrayList<>(rungOne.unreadable());
    unreadable.addAll(weights.unreadable());
    situation
        .view()
        .current()
        .flags()
        .unreadable()
        .forEach((store, why) -> unreadable.add("flags in " + store + ": " + why));
    return PlanIds.identified(
        new Plan(
            "",
            situation.view().now(),
            situation.view().epoch(),
            actions,
            notes,
            unreadable,
            load(),
            overflow()));
  }

  private SortedMap<String, Integer> load() {
    SortedMap<String, Integer> load = new TreeMap<>();
    situation
        .view()
        .fleet()
        .deployments()
        .forEach(
            deployment -> {
              var where = new Subject.OfDeployment(deployment.service(), deployment.region());
              double demand = shares.load().getOrDefault(where, 0.0);
              load.put(where.text(), Loads.percent(demand, deployment.capacity()));
            });
    return load;
  }

  private SortedMap<String, Integer> overflow() {
    SortedMap<String, Integer> overflow = new TreeMap<>();
    shares.overflow().forEach((partition, demand) -> overflow.put(partition.toString(), demand));
    return overflow;
  }
}
