package io.fairlead.health;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Majorities: what the observations of this moment say of every subject. */
public final class Judge {
  private final Coverage coverage;
  private final Ballot ballot;

  /** A judge of some observations at one moment. */
  public Judge(Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
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
  public Judgement nodeFor(Subject.OfNode node, String service) {
    return node(node, coverage.nodeTargets(node.region(), node.node(), service));
  }

  /** Whether an observer's word counts: fresh, not blind, of this topology. */
  public boolean counts(String observer) {
    return ballot.counting(observer) != null;
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
    List<Vote> votes = new ArrayList<>();
    for (String observer : coverage.observersOf(subject)) {
      votes.add(ballot.vote(observer, targets));
    }
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
      List<Vote> own = votesOf(observer, parts);
      Set<Verdict> opinions = EnumSet.noneOf(Verdict.class);
      Set<String> details = new LinkedHashSet<>();
      for (Vote vote : own) {
        opinions.add(vote.opinion());
        details.add(vote.detail());
      }
      Verdict opinion = Opinion.ofAny(opinions);
      String detail = String.join("; ", details);
      votes.add(new Vote(observer, opinion, own.getFirst().age(), detail));
    }
    return votes;
  }

  private static List<Vote> votesOf(String observer, List<Judgement> parts) {
    List<Vote> own = new ArrayList<>();
    for (Judgement part : parts) {
      for (Vote vote : part.votes()) {
        if (vote.observer().equals(observer)) {
          own.add(vote);
        }
      }
    }
    return own;
  }
}
