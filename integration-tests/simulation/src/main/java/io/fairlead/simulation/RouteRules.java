package io.fairlead.simulation;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What must hold of weights and flags whatever happens. */
final class RouteRules {
  private static final double ROUNDING = 1.0;

  private final World world;

  RouteRules(World world) {
    this.world = world;
  }

  void checkZone(Commit commit, RecordSets before, RecordSets after) {
    Fleet fleet = world.setting().fleet();
    for (Partition partition : fleet.partitions().toList()) {
      if (partition.zone().equals(after.zone())) {
        SortedMap<String, Double> now = Answers.weighted(after, partition);
        if (now.isEmpty()) {
          throw new Violation(1, "all weights of " + partition.dnsName() + " are zero");
        }
        checkGains(commit, partition, Answers.weighted(before, partition), now);
      }
    }
    checkLoads(commit);
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

  /** No deployment gets more than its cap, unless the plan named the load. */
  private void checkLoads(Commit commit) {
    Fleet fleet = world.setting().fleet();
    Plan plan = world.audit().plan(commit.intent().planId());
    int named =
        plan == null
            ? Integer.MAX_VALUE
            : plan.load().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (var load : loads().entrySet()) {
      int cap = fleet.safety().capacityPercent();
      if (load.getValue() > cap + 2 * ROUNDING && load.getValue() > named + 2 * ROUNDING) {
        throw new Violation(
            10, load.getKey() + " carries " + load.getValue() + " %, the plan names " + named);
      }
    }
  }

  private SortedMap<String, Double> loads() {
    Fleet fleet = world.setting().fleet();
    SortedMap<String, Double> loads = new TreeMap<>();
    for (Partition partition : fleet.partitions().toList()) {
      Service service = fleet.service(partition.id().service());
      RecordSets sets = world.zones().zone(partition.zone());
      Answers.weighted(sets, partition)
          .forEach(
              (region, share) -> {
                Deployment at = service.deployments().get(region);
                if (at != null) {
                  double load = share * partition.demand() / at.capacity();
                  loads.merge(service.name() + "/" + region, load, Double::sum);
                }
              });
    }
    return loads;
  }

  void checkFlag(Effect effect, Commit commit) {
    if (!(effect.target() instanceof TargetId.Flag(RegionGroup flag))
        || !effect.after().equals(new Flagged(true))) {
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
