package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import io.fairlead.health.Judgement;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Verdicts;
import io.fairlead.journal.Hold;
import io.fairlead.journal.Intent;
import io.fairlead.journal.TargetId;
import io.fairlead.port.EvacuationFlags.Copy;
import io.fairlead.port.Reading;
import io.fairlead.traffic.Homes;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.Weights;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions that every part of the planner asks of a view. */
final class Situation {
  /** Why a deployment stays out whose flag is raised and whose latch is lost. */
  static final String FORGOTTEN = "an evacuation flag of ours was found without a latch";

  private final View view;
  private final Map<TargetId, Intent> open = new HashMap<>();

  Situation(View view) {
    this.view = view;
    view.state().intents().forEach(intent -> open.put(intent.target(), intent));
  }

  View view() {
    return view;
  }

  /** Whether an open intent already changes the target. */
  boolean busy(TargetId target) {
    return open.containsKey(target);
  }

  /** When a target was last changed by us. */
  Instant changedAt(TargetId target) {
    return view.state().changedAt().getOrDefault(target.text(), Instant.MIN);
  }

  /** Whether changes are stopped, by the register or by a freeze object. */
  boolean frozen() {
    return Freezes.active(view);
  }

  /** The verdict that the register holds; what it does not know is Unknown. */
  Verdict held(Subject subject) {
    VerdictEntry entry = view.state().verdicts().get(subject);
    return entry == null ? Verdict.UNKNOWN : entry.verdict();
  }

  /** Since when the register holds a subject's verdict. */
  Instant heldSince(Subject subject) {
    VerdictEntry entry = view.state().verdicts().get(subject);
    return entry == null ? Instant.MIN : entry.since();
  }

  /** Whether the register holds a subject Down that was Up once, and fell after a time. */
  boolean fellSince(Subject subject, Instant from) {
    VerdictEntry entry = view.state().verdicts().get(subject);
    return entry != null
        && entry.verdict() == Verdict.DOWN
        && entry.since().isAfter(from)
        && !entry.penaltyAt().equals(Verdicts.NEVER);
  }

  /** This moment's verdict of fresh observations. */
  Verdict judged(Subject subject) {
    Judgement judgement = view.judgements().get(subject);
    return judgement == null ? Verdict.UNKNOWN : judgement.verdict();
  }

  /** A deployment's (region, failover group). */
  RegionGroup groupOf(Subject.OfDeployment deployment) {
    return new RegionGroup(
        deployment.region(), view.fleet().service(deployment.service()).failoverGroup());
  }

  /** The floating address of a deployment, or null behind a load balancer. */
  @Nullable AddressId addressOf(Subject.OfDeployment where) {
    Deployment deployment = view.fleet().service(where.service()).deployments().get(where.region());
    String floating = deployment == null ? null : deployment.floatingAddress();
    return floating == null ? null : new AddressId(where.region(), floating);
  }

  /** Whether the topology still has a deployment. */
  boolean exists(Subject.OfDeployment where) {
    Service service = view.fleet().services().get(where.service());
    return service != null && service.deployments().containsKey(where.region());
  }

  /** Whether two of three stores hold the flag. */
  boolean raised(RegionGroup flag) {
    return view.current().flags().raised(flag);
  }

  /** Copies of a flag that carry an epoch: ours. */
  Stream<Copy> ownCopies(RegionGroup flag) {
    return copies(flag).filter(copy -> copy.epoch() > 0);
  }

  /** Who holds a raised flag as a person: its name; null = nobody does. */
  @Nullable String person(RegionGroup flag) {
    return raised(flag) ? view.current().flags().heldBy(flag).orElse(null) : null;
  }

  /**
   * Whether a flag of ours is raised that was never lowered: where there is no latch beside it, the
   * register has lost it.
   */
  boolean forgotten(RegionGroup flag) {
    long floor = view.state().flagFloors().getOrDefault(flag, 0L);
    return raised(flag) && ownCopies(flag).anyMatch(copy -> copy.epoch() >= floor);
  }

  private Stream<Copy> copies(RegionGroup flag) {
    List<Copy> found = new ArrayList<>();
    for (List<Copy> store : view.current().flags().stores().values()) {
      for (Copy copy : store) {
        if (copy.flag().equals(flag)) {
          found.add(copy);
        }
      }
    }
    return found.stream();
  }

  /** A zone's records as read; null where the zone is unreadable. */
  @Nullable RecordSets zone(String zone) {
    return switch (view.current().zones().get(zone)) {
      case Reading.Known<RecordSets>(RecordSets sets) -> sets;
      case Reading.Unreadable<RecordSets> _ -> null;
      case null -> null;
    };
  }

  /** Why a zone could not be read. */
  String whyUnreadable(String zone) {
    return view.current().zones().get(zone) instanceof Reading.Unreadable<RecordSets>(String why)
        ? why
        : "not read";
  }

  /**
   * Percent that each set of a partition has now, by its weights; empty where its zone is
   * unreadable or holds none of its records.
   */
  SortedMap<String, Integer> set(Partition partition) {
    RecordSets sets = zone(partition.zone());
    if (sets == null) {
      return Collections.emptySortedMap();
    }
    String name = WantedRecords.name(partition);
    SortedMap<String, Integer> weights = new TreeMap<>();
    RecordType first = null;
    for (WeightedRecord record :
        sets.records()
            .subMap(
                new RecordKey(name, RecordType.A, ""), new RecordKey(name + "\0", RecordType.A, ""))
            .values()) {
      first = first == null ? record.key().type() : first;
      if (record.key().type() == first) {
        weights.put(record.key().setIdentifier(), record.weight());
      }
    }
    return Weights.toShares(weights);
  }

  /** Whether a deployment takes traffic now; judged by its home shares where DNS is unreadable. */
  boolean carriesTraffic(Subject.OfDeployment where) {
    Service service = view.fleet().service(where.service());
    return service.partitions().values().stream()
        .anyMatch(partition -> carriesTraffic(partition, where.region()));
  }

  /** Whether a region takes some of a partition now; by its home share where DNS is unreadable. */
  boolean carriesTraffic(Partition partition, String region) {
    SortedMap<String, Integer> percents =
        zone(partition.zone()) == null ? Homes.of(partition) : set(partition);
    return percents.getOrDefault(region, 0) > 0;
  }

  /** The drain that covers a deployment, if any. */
  @Nullable Hold drainOf(Subject.OfDeployment where) {
    Hold region = activeDrain(new Subject.OfRegion(where.region()).text());
    return region != null ? region : activeDrain(where.text());
  }

  /** An active drain of a subject. */
  @Nullable Hold activeDrain(String subject) {
    Hold hold = view.state().drains().get(subject);
    return hold != null && hold.activeAt(view.now()) ? hold : null;
  }

  /** The votes behind this moment's judgement, for people. */
  List<String> evidence(Subject subject) {
    Judgement judgement = view.judgements().get(subject);
    if (judgement == null) {
      return List.of(subject.text() + ": no judgement");
    }
    return Stream.concat(
            Stream.of(
                subject.text()
                    + ": "
                    + Words.of(judgement.verdict())
                    + ", need "
                    + judgement.needed()),
            judgement.votes().stream()
                .map(v -> v.observer() + " " + Words.of(v.opinion()) + " " + v.detail())
                .sorted())
        .toList();
  }
}
