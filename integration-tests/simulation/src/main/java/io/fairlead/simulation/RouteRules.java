package io.fairlead.simulation;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Latch;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.Flagged;
import io.fairlead.plan.Plan;
import io.fairlead.simulation.Ledger.Commit;
import io.fairlead.traffic.RecordSets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must hold of weights and flags whatever happens. */
final class RouteRules {
  private static final double ROUNDING = 1.0;

  private final World world;
  private final CopyRules copies;
  private final List<Evacuated> evacuated = new ArrayList<>();

  /** Regions that some flag keeps out now. */
  private final Set<String> out = new HashSet<>();

  /** A region that the cycles took out, and when that was decided. */
  private record Evacuated(String region, Instant decided) {}

  /** Loads set under plans that nobody has told yet. */
  private final List<Loaded> loaded = new ArrayList<>();

  private record Loaded(Runner by, String planId, SortedMap<Subject.OfDeployment, Double> loads) {}

  RouteRules(World world) {
    this.world = world;
    this.copies = new CopyRules(world);
  }

  void checkZone(Effect effect, Commit commit, Rewritten zone) {
    Fleet fleet = world.setting().fleet();
    for (Partition partition : fleet.partitions().toList()) {
      if (partition.zone().equals(zone.after().zone())) {
        SortedMap<String, Double> now = Answers.weighted(zone.after(), partition);
        if (now.isEmpty()) {
          throw new Violation(1, "all weights of " + partition.dnsName() + " are zero");
        }
        checkGains(commit, partition, most(zone, partition), now);
        copies.check(effect, commit, partition, most(zone, partition), now);
      }
    }
    String planId = commit.intent().planId();
    Plan plan = world.audit().plan(planId);
    if (plan == null && !effect.late()) {
      loaded.add(new Loaded(effect.by(), planId, loads(zone.after())));
    } else if (plan != null) {
      checkLoads(loads(zone.after()), plan);
    }
  }

  /** A region's share by us or by a person: what a person gave is not ours to count as a gain. */
  private static SortedMap<String, Double> most(Rewritten zone, Partition partition) {
    SortedMap<String, Double> most = new TreeMap<>(Answers.weighted(zone.ours(), partition));
    Answers.weighted(zone.found(), partition)
        .forEach((region, share) -> most.merge(region, share, Math::max));
    return most;
  }

  /** A region that is held out never gains share. */
  private void checkGains(
      Commit commit,
      Partition partition,
      SortedMap<String, Double> before,
      SortedMap<String, Double> after) {
    for (String region : after.keySet()) {
      boolean gains = after.getOrDefault(region, 0.0) > before.getOrDefault(region, 0.0) + ROUNDING;
      String service = partition.id().service();
      if (gains && !before.isEmpty() && isHeld(commit, service, region)) {
        throw new Violation(
            13,
            service + " in " + region + " gained share of " + partition.dnsName() + " though held");
      }
    }
  }

  private boolean isHeld(Commit commit, String service, String region) {
    RegisterState state = commit.state();
    Subject.OfDeployment where = new Subject.OfDeployment(service, region);
    VerdictEntry verdict = state.verdicts().get(where);
    Latch latch = state.latches().get(where);
    Hold drain = state.drains().get("region/" + region);
    return verdict != null && verdict.verdict() == Verdict.DOWN
        || latch != null && latch.step() == 0
        || drain != null && drain.activeAt(commit.intent().createdAt());
  }

  /** A process tells its plan: the loads that it set by then are held against the numbers in it. */
  void decided(Runner runner, Plan plan) {
    for (Loaded one : List.copyOf(loaded)) {
      if (one.by().equals(runner) || one.planId().equals(plan.id())) {
        loaded.remove(one);
        checkLoads(one.loads(), plan);
      }
    }
  }

  /** The register no longer knows whom it took out. */
  void forgetsWhatIsLost() {
    evacuated.clear();
  }

  /** A process died before it could tell its plan. */
  void died(Runner runner) {
    loaded.removeIf(one -> one.by().equals(runner));
  }

  private void checkLoads(SortedMap<Subject.OfDeployment, Double> loads, Plan plan) {
    String over = over(world.setting().fleet(), loads, plan.load());
    if (!over.isEmpty()) {
      throw new Violation(10, over);
    }
  }

  /**
   * A deployment that gets more than its cap, though the plan did not name that load for it; empty
   * = none.
   *
   * @param named percent of capacity that the plan tells of, by deployment
   */
  static String over(
      Fleet fleet,
      SortedMap<Subject.OfDeployment, Double> loads,
      SortedMap<String, Integer> named) {
    int cap = fleet.safety().capacityPercent();
    for (var load : loads.entrySet()) {
      int own = named.getOrDefault(load.getKey().text(), 0);
      if (load.getValue() > Math.max(cap, own) + 2 * ROUNDING) {
        return load.getKey().text()
            + " carries "
            + load.getValue()
            + " %, the plan names "
            + own
            + " for it";
      }
    }
    return "";
  }

  /** What the weights of a zone give each deployment of its services. */
  private SortedMap<Subject.OfDeployment, Double> loads(RecordSets sets) {
    Fleet fleet = world.setting().fleet();
    SortedMap<Subject.OfDeployment, Double> loads = new TreeMap<>();
    for (Partition partition : fleet.partitions().toList()) {
      Service service = fleet.service(partition.id().service());
      if (partition.zone().equals(sets.zone())) {
        Answers.weighted(sets, partition)
            .forEach(
                (region, share) -> {
                  Deployment at = service.deployments().get(region);
                  if (at != null) {
                    double load = share * partition.demand() / at.capacity();
                    loads.merge(
                        new Subject.OfDeployment(service.name(), region), load, Double::sum);
                  }
                });
      }
    }
    return loads;
  }

  void checkFlag(Effect effect, Commit commit) {
    if (!(effect.target() instanceof TargetId.Flag(RegionGroup flag))) {
      return;
    }
    if (!effect.after().equals(new Flagged(true))) {
      in(flag.region());
      return;
    }
    List<RegionGroup> group =
        world.setting().fleet().regionGroups().stream()
            .filter(other -> other.group().equals(flag.group()))
            .toList();
    if (group.stream().allMatch(world.flags()::raised)) {
      throw new Violation(1, "every region of group " + flag.group() + " is flagged");
    }
    if (!effect.late() && !isAsked(commit.state(), flag.region())) {
      checkEvidence(effect, flag.region());
    }
    if (commit.intent().reason().contains("is Down")) {
      checkShift(effect, flag.region(), commit.intent().createdAt());
    }
  }

  /** A flag went: with its last one a region is in again. */
  private void in(String region) {
    boolean kept =
        world.setting().fleet().regionGroups().stream()
            .anyMatch(flag -> flag.region().equals(region) && world.flags().raised(flag));
    if (!kept) {
      out.remove(region);
    }
  }

  /**
   * Evacuations that really happened by themselves in any window: as many as the guard allows. A
   * late write of one that is over is none of its own.
   */
  private void checkShift(Effect effect, String region, Instant decided) {
    Safety.EvacuationLimit limit = world.setting().fleet().safety().evacuation();
    evacuated.removeIf(one -> Duration.between(one.decided(), decided).compareTo(limit.per()) >= 0);
    boolean again = evacuated.stream().anyMatch(one -> one.region().equals(region));
    if (out.add(region) && !(effect.late() && again)) {
      evacuated.add(new Evacuated(region, decided));
    }
    if (evacuated.size() > limit.limit() && world.ground().skew.isEmpty()) {
      throw new Violation(9, evacuated + " within " + limit.per() + ": " + effect.text());
    }
  }

  private static boolean isAsked(RegisterState state, String region) {
    return state.history().stream()
        .anyMatch(line -> line.kind().equals("request") && line.subject().contains(region));
  }

  /** Two observers must truly have failed to reach the region lately. */
  private void checkEvidence(Effect effect, String region) {
    Instant bound = world.timeline().now().minus(Duration.ofMinutes(5));
    long saw =
        world.runners().stream()
            .filter(
                runner ->
                    world
                        .setting()
                        .fleet()
                        .deployments()
                        .filter(deployment -> deployment.region().equals(region))
                        .map(d -> new Subject.OfDeployment(d.service(), region))
                        .map(runner.eyes()::lastFailure)
                        .anyMatch(at -> at != null && at.isAfter(bound)))
            .map(Runner::region)
            .distinct()
            .count();
    long lies = world.ground().liars.stream().filter(liar -> !liar.equals(region)).count();
    if (saw + lies < 2 || saw == 0) {
      throw new Violation(12, "a healthy region was left: " + effect.text());
    }
  }
}
