package io.fairlead.health;

import io.fairlead.fleet.Copies;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Majorities: what the observations of this moment say of every subject. */
public final class Judge {
  private final Fleet fleet;
  private final Coverage coverage;
  private final Ballot ballot;

  /** A judge of some observations at one moment. */
  public Judge(Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    this(fleet, new Coverage(fleet), observations, now);
  }

  /** A judge who knows the fleet's coverage from moments before. */
  public Judge(
      Fleet fleet, Coverage coverage, SortedMap<String, Observation> observations, Instant now) {
    this.fleet = fleet;
    this.coverage = coverage;
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
    return new Judge(fleet, observations, now).all();
  }

  /** Judges every region, deployment and node, see {@link #judge}. */
  public SortedMap<Subject, Judgement> all() {
    TreeMap<Subject, Judgement> all = new TreeMap<>();
    Map<String, List<Judgement>> deployed = new HashMap<>();
    for (Service service : fleet.services().values()) {
      for (Deployment deployment : service.deployments().values()) {
        Judgement found = deployment(deployment);
        all.put(found.subject(), found);
        deployed.computeIfAbsent(deployment.region(), _ -> new ArrayList<>()).add(found);
      }
    }
    for (Region region : fleet.regions().values()) {
      for (String node : region.nodes().keySet()) {
        Judgement found = node(region.name(), node);
        all.put(found.subject(), found);
      }
      Judgement found = region(region.name(), deployed.getOrDefault(region.name(), List.of()));
      all.put(found.subject(), found);
    }
    return Copies.sorted(all);
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

  /**
   * Whether a majority of the observers that can reach a deployment hold it Down by probes that
   * failed and began at or after a time. What began before says nothing of what was changed then.
   */
  public boolean failsSince(Subject.OfDeployment where, Instant since) {
    SortedSet<ProbeTarget> targets = coverage.endpointTargets(where.service(), where.region());
    SortedSet<String> observers = coverage.observersOf(where);
    long failing =
        observers.stream().filter(each -> ballot.failsSince(each, targets, since)).count();
    return failing >= Majority.needed(observers.size());
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

  /** A region by the judgements of its deployments, in the order of their subjects. */
  private Judgement region(String region, List<Judgement> parts) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    StringJoiner detail = new StringJoiner(", ").setEmptyValue("serves nothing");
    boolean allRefused = true;
    for (Judgement part : parts) {
      verdicts.add(part.verdict());
      allRefused &= part.refused();
      detail.add(part.subject().text() + " " + Words.verdict(part.verdict()));
    }
    Verdict verdict = Opinion.ofAny(verdicts);
    List<Vote> votes = parts.isEmpty() ? List.of() : regionVotes(region, parts);
    boolean refused = verdict == Verdict.DOWN && allRefused;
    return new Judgement(
        new Subject.OfRegion(region),
        verdict,
        votes,
        Majority.needed(coverage.observersOf(region).size()),
        refused,
        detail.toString());
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
