package io.fairlead.health;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Majorities: what the observations of this moment say of every subject. */
public final class Judge {
  private final Coverage coverage;
  private final Ballot ballot;

  private Judge(Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    this.coverage = new Coverage(fleet);
    this.ballot = new Ballot(fleet, observations, now);
  }

  /**
   * Judges every region, deployment and node of the fleet. Observations that are stale, blind, of
   * another topology, or further in the future than freshness allows, do not count, and the
   * majority is of the observers that can reach the subject, not of those that answered. A region
   * without deployments, such as a witness, is Unknown.
   */
  public static SortedMap<Subject, Judgement> judge(
      Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    Judge judge = new Judge(fleet, observations, now);
    TreeMap<Subject, Judgement> all = new TreeMap<>();
    fleet.deployments().map(judge::deployment).forEach(found -> all.put(found.subject(), found));
    for (Region region : fleet.regions().values()) {
      region.nodes().keySet().stream()
          .map(node -> judge.node(region.name(), node))
          .forEach(found -> all.put(found.subject(), found));
      Judgement found = judge.region(region.name(), all);
      all.put(found.subject(), found);
    }
    return Collections.unmodifiableSortedMap(all);
  }

  /**
   * What its own region's observer says of a node, by the probes that speak for one service.
   * Unknown where the service is not deployed there.
   */
  public static Judgement nodeFor(
      Fleet fleet,
      SortedMap<String, Observation> observations,
      Instant now,
      Subject.OfNode node,
      String service) {
    Judge judge = new Judge(fleet, observations, now);
    return judge.node(node, judge.coverage.nodeTargets(node.region(), node.node(), service));
  }

  private Judgement node(String region, String node) {
    return node(new Subject.OfNode(region, node), coverage.nodeTargets(region, node));
  }

  private Judgement node(Subject.OfNode node, SortedSet<ProbeTarget> targets) {
    Vote vote = ballot.vote(node.region(), targets);
    boolean refused = vote.opinion() == Verdict.DOWN && ballot.refused(node.region(), targets);
    return new Judgement(
        node, vote.opinion(), List.of(vote), 1, refused, vote.observer() + " " + vote.detail());
  }

  private Judgement deployment(Deployment deployment) {
    Subject.OfDeployment subject =
        new Subject.OfDeployment(deployment.service(), deployment.region());
    SortedSet<ProbeTarget> targets =
        coverage.endpointTargets(deployment.service(), deployment.region());
    List<Vote> votes =
        coverage.observersOf(subject).stream()
            .map(observer -> ballot.vote(observer, targets))
            .toList();
    Verdict verdict = Majority.verdict(votes, deployment.region());
    boolean refused =
        verdict == Verdict.DOWN
            && votes.stream()
                .filter(vote -> vote.opinion() == Verdict.DOWN)
                .allMatch(vote -> ballot.refused(vote.observer(), targets));
    return new Judgement(
        subject,
        verdict,
        votes,
        Majority.needed(votes.size()),
        refused,
        Majority.detail(votes, verdict));
  }

  private Judgement region(String region, SortedMap<Subject, Judgement> judged) {
    List<Judgement> parts =
        judged.values().stream()
            .filter(found -> found.subject() instanceof Subject.OfDeployment)
            .filter(found -> found.subject().region().equals(region))
            .toList();
    Verdict verdict = Opinion.ofAny(parts.stream().map(Judgement::verdict).toList());
    List<Vote> votes = parts.isEmpty() ? List.of() : regionVotes(region, parts);
    boolean refused = verdict == Verdict.DOWN && parts.stream().allMatch(Judgement::refused);
    String detail =
        parts.isEmpty()
            ? "serves nothing"
            : parts.stream()
                .map(part -> part.subject().text() + " " + Words.verdict(part.verdict()))
                .collect(Collectors.joining(", "));
    return new Judgement(
        new Subject.OfRegion(region),
        verdict,
        votes,
        Majority.needed(coverage.observersOf(region).size()),
        refused,
        detail);
  }

  /** Each observer's say on the region: its votes on the deployments there, taken together. */
  private List<Vote> regionVotes(String region, List<Judgement> parts) {
    List<Vote> votes = new ArrayList<>();
    for (String observer : coverage.observersOf(region)) {
      List<Vote> own =
          parts.stream()
              .flatMap(part -> part.votes().stream())
              .filter(vote -> vote.observer().equals(observer))
              .toList();
      Verdict opinion = Opinion.ofAny(own.stream().map(Vote::opinion).toList());
      String detail = own.stream().map(Vote::detail).distinct().collect(Collectors.joining("; "));
      votes.add(new Vote(observer, opinion, own.getFirst().age(), detail));
    }
    return votes;
  }
}
