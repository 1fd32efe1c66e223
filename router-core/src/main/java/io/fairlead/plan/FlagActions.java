package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.Latch;
import io.fairlead.journal.TargetId;
import io.fairlead.port.EvacuationFlags.Copy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

/** The second rung's flags: up where a whole group is Down, down where it has returned. */
final class FlagActions {
  private final Situation situation;
  private final Standings standings;
  private final Shares shares;
  private final SortedMap<Subject.OfDeployment, Latch> latches;
  private final ZoneWeights weights;
  private final Fleet fleet;
  private final List<Action> raised = new ArrayList<>();
  private final List<Action> lowered = new ArrayList<>();

  private FlagActions(Evacuating evacuating) {
    this.situation = evacuating.situation();
    this.standings = evacuating.standings();
    this.shares = evacuating.shares();
    this.latches = evacuating.latches();
    this.weights = evacuating.weights();
    this.fleet = situation.view().fleet();
  }

  /** What flags are decided from. */
  record Evacuating(
      Situation situation,
      Standings standings,
      Shares shares,
      SortedMap<Subject.OfDeployment, Latch> latches,
      ZoneWeights weights) {}

  /** Looks at every (region, group). */
  static FlagActions of(Evacuating evacuating) {
    FlagActions flags = new FlagActions(evacuating);
    flags.fleet.regionGroups().forEach(flags::look);
    return flags;
  }

  List<Action> raised() {
    return raised;
  }

  List<Action> lowered() {
    return lowered;
  }

  private void look(RegionGroup flag) {
    if (situation.busy(new TargetId.Flag(flag))) {
      return;
    }
    List<Subject.OfDeployment> members = members(flag);
    OptionalLong stale = stale(flag);
    if (!situation.raised(flag)) {
      List<PlanReason> reasons = emergency(flag, members);
      if (!reasons.isEmpty()) {
        raised.add(new Action(2, new Change.Raise(flag), reasons, evidence(members)));
        return;
      }
    }
    if (stale.isPresent()) {
      lowered.add(
          new Action(
              2,
              new Change.Lower(flag, stale.getAsLong()),
              List.of(new PlanReason.StaleFlag(flag.toString())),
              List.of("floor " + situation.view().state().flagFloors().get(flag))));
      return;
    }
    List<PlanReason> returning = returning(flag, members);
    if (!returning.isEmpty()) {
      lowered.add(
          new Action(2, new Change.Lower(flag, newest(flag)), returning, evidence(members)));
    }
  }

  private List<Subject.OfDeployment> members(RegionGroup flag) {
    List<Subject.OfDeployment> members = new ArrayList<>();
    for (Service service : fleet.services().values()) {
      if (service.failoverGroup().equals(flag.group())
          && service.deployments().containsKey(flag.region())) {
        members.add(new Subject.OfDeployment(service.name(), flag.region()));
      }
    }
    return members;
  }

  /** Why a whole group leaves: every member is Down, and leaving helps some partition. */
  private List<PlanReason> emergency(RegionGroup flag, List<Subject.OfDeployment> members) {
    List<PlanReason> reasons = new ArrayList<>();
    for (Subject.OfDeployment member : members) {
      Standing standing = standings.of(member.service(), member.region());
      if (situation.held(member) != Verdict.DOWN || standing.kind() != Standing.Kind.OUT) {
        return List.of();
      }
      PlanReason reason = standing.reason();
      boolean leaves =
          reason instanceof PlanReason.DeploymentsDown || reason instanceof PlanReason.Requested;
      if (leaves && situation.carriesTraffic(member)) {
        reasons.add(reason);
      }
    }
    return members.stream().anyMatch(member -> helps(flag, member)) ? reasons : List.of();
  }

  /** Whether another region takes a share of a partition of this service. */
  private boolean helps(RegionGroup flag, Subject.OfDeployment member) {
    for (Partition partition : fleet.service(member.service()).partitions().values()) {
      SortedMap<String, Integer> wanted =
          shares.wanted().getOrDefault(partition.id(), Collections.emptySortedMap());
      boolean elsewhere =
          wanted.entrySet().stream()
              .anyMatch(share -> share.getValue() > 0 && !share.getKey().equals(flag.region()));
      if (elsewhere && !shares.stuck().contains(partition.id())) {
        return true;
      }
    }
    return false;
  }

  /** The highest epoch of our copies that are older than the last confirmed return. */
  private OptionalLong stale(RegionGroup flag) {
    long floor = situation.view().state().flagFloors().getOrDefault(flag, 0L);
    return situation.ownCopies(flag).mapToLong(Copy::epoch).filter(epoch -> epoch < floor).max();
  }

  /** The highest epoch of our copies: what goes, and the same from tick to tick. */
  private long newest(RegionGroup flag) {
    return situation.ownCopies(flag).mapToLong(Copy::epoch).max().orElse(0);
  }

  /** Why our flag goes: every member may return and has its weights, and the raise is over. */
  private List<PlanReason> returning(RegionGroup flag, List<Subject.OfDeployment> members) {
    boolean ours = situation.ownCopies(flag).findAny().isPresent();
    if (!ours || members.isEmpty() || !raiseIsOver(flag)) {
      return List.of();
    }
    List<PlanReason> reasons = new ArrayList<>();
    for (Subject.OfDeployment member : members) {
      PlanReason reason = standings.of(member.service(), member.region()).reason();
      Latch latch = latches.get(member);
      if (latch == null || latch.step() == 0 || !applied(fleet.service(member.service()))) {
        return List.of();
      }
      if (reason instanceof PlanReason.RampStep) {
        reasons.add(reason);
      } else {
        return List.of();
      }
    }
    return reasons;
  }

  private boolean raiseIsOver(RegionGroup flag) {
    Instant changed = situation.changedAt(new TargetId.Flag(flag));
    return changed.equals(Instant.MIN)
        || situation
            .view()
            .now()
            .isAfter(
                changed.plus(fleet.safety().intentLife()).plus(fleet.safety().probe().timeout()));
  }

  private boolean applied(Service service) {
    return service.partitions().values().stream()
        .noneMatch(
            partition ->
                weights.pending().contains(partition.zone())
                    || situation.busy(new TargetId.Zone(partition.zone())));
  }

  private List<String> evidence(List<Subject.OfDeployment> members) {
    return members.stream().flatMap(member -> situation.evidence(member).stream()).toList();
  }
}
