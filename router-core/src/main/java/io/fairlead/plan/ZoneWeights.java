package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.health.Subject;
import io.fairlead.journal.TargetId;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordDiff;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The second rung's records: what each zone should hold against what it holds. */
final class ZoneWeights {
  private final Situation situation;
  private final Standings standings;
  private final Shares shares;
  private final Fleet fleet;
  private final List<Action> actions = new ArrayList<>();
  private final SortedSet<String> pending = new TreeSet<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  private ZoneWeights(Situation situation, Standings standings, Shares shares) {
    this.situation = situation;
    this.standings = standings;
    this.shares = shares;
    this.fleet = situation.view().fleet();
  }

  /** Compares every zone. */
  static ZoneWeights of(Situation situation, Standings standings, Shares shares) {
    ZoneWeights weights = new ZoneWeights(situation, standings, shares);
    SortedMap<String, List<Partition>> byZone = new TreeMap<>();
    weights
        .fleet
        .partitions()
        .forEach(p -> byZone.computeIfAbsent(p.zone(), zone -> new ArrayList<>()).add(p));
    byZone.forEach(weights::compare);
    return weights;
  }

  List<Action> actions() {
    return actions;
  }

  /** Zones that do not hold what is wanted yet, or are not known to. */
  SortedSet<String> pending() {
    return pending;
  }

  List<String> notes() {
    return notes;
  }

  List<String> unreadable() {
    return unreadable;
  }

  private void compare(String zone, List<Partition> partitions) {
    TargetId target = new TargetId.Zone(zone);
    RecordSets current = situation.zone(zone);
    if (current == null) {
      unreadable.add(target.text() + ": " + situation.whyUnreadable(zone));
      pending.add(zone);
      return;
    }
    if (current.epoch() > situation.view().epoch()) {
      // Another function wrote after our read of the register: what we know of it is outdated.
      String newer = ": its epoch " + current.epoch() + " is newer than the register's as read, ";
      unreadable.add(target.text() + newer + situation.view().epoch());
      pending.add(zone);
      return;
    }
    SortedMap<RecordKey, WeightedRecord> wanted = new TreeMap<>();
    SortedMap<String, Partition> names = new TreeMap<>();
    for (Partition partition : partitions) {
      names.put(WantedRecords.name(partition), partition);
      records(partition, current).forEach(record -> wanted.put(record.key(), record));
    }
    SortedMap<String, List<RecordChange>> changes = RecordDiff.of(current, wanted);
    if (changes.isEmpty()) {
      return;
    }
    pending.add(zone);
    if (situation.busy(target)) {
      notes.add(target.text() + ": an intent is open");
      return;
    }
    actions.add(action(current, changes, names));
  }

  private List<WeightedRecord> records(Partition partition, RecordSets current) {
    SortedMap<String, Integer> percents =
        shares.wanted().getOrDefault(partition.id(), Collections.emptySortedMap());
    List<WeightedRecord> records = WantedRecords.of(fleet, partition, percents);
    if (!shares.stuck().contains(partition.id())) {
      return records;
    }
    notes.add(partition.id() + " stays as it is: no region may take it");
    return records.stream()
        .map(
            record -> {
              WeightedRecord now = current.records().get(record.key());
              return now == null ? record : record.withWeight(now.weight());
            })
        .toList();
  }

  /** One batch: whole names, the urgent first, as many as fit. */
  private Action action(
      RecordSets current,
      SortedMap<String, List<RecordChange>> changes,
      SortedMap<String, Partition> names) {
    List<Name> order = new ArrayList<>();
    changes.forEach((name, list) -> order.add(named(name, list, names.get(name))));
    order.sort((one, other) -> Boolean.compare(other.urgent(), one.urgent()));
    List<RecordChange> batch = new ArrayList<>();
    Set<PlanReason> reasons = new LinkedHashSet<>();
    SortedMap<PartitionId, SortedMap<String, Integer>> wanted = new TreeMap<>();
    int left = order.size();
    for (Name name : order) {
      List<RecordChange> more = new ArrayList<>(batch);
      more.addAll(name.changes());
      int fitting = RecordBatch.fitting(more);
      if (!batch.isEmpty() && fitting < more.size()) {
        break;
      }
      left--;
      batch.addAll(more.subList(batch.size(), fitting));
      reasons.addAll(name.reasons());
      Partition partition = name.partition();
      if (partition != null) {
        wanted.put(
            partition.id(),
            shares.wanted().getOrDefault(partition.id(), Collections.emptySortedMap()));
      }
    }
    if (left > 0) {
      notes.add("zone/" + current.zone() + ": " + left + " more names follow in later batches");
    }
    return new Action(
        2,
        new Change.Weights(current.zone(), current.epoch(), batch, wanted),
        List.copyOf(reasons),
        evidence(reasons));
  }

  private Name named(String name, List<RecordChange> changes, @Nullable Partition partition) {
    Set<PlanReason> reasons = new LinkedHashSet<>();
    if (partition != null) {
      for (RecordChange change : changes) {
        reason(partition, change, reasons);
      }
    }
    boolean urgent = !reasons.isEmpty();
    if (reasons.isEmpty()) {
      reasons.add(new PlanReason.Drift(name));
    }
    return new Name(partition, changes, reasons, urgent);
  }

  /** A record that loses all its weight, or ramps, says why; the others follow from these. */
  private void reason(Partition partition, RecordChange change, Set<PlanReason> reasons) {
    WeightedRecord before = change.before();
    WeightedRecord after = change.after();
    String region = change.key().setIdentifier();
    if (before == null || after == null || before.weight() == after.weight()) {
      return;
    }
    if (region.equals(WantedRecords.OVERFLOW)) {
      return;
    }
    PlanReason reason = standings.of(partition.id().service(), region).reason();
    if (reason != null) {
      reasons.add(reason);
    }
  }

  private List<String> evidence(Set<PlanReason> reasons) {
    List<String> evidence = new ArrayList<>();
    for (PlanReason reason : reasons) {
      if (reason instanceof PlanReason.DeploymentsDown(String region, String what)) {
        evidence.addAll(situation.evidence(new Subject.OfDeployment(what, region)));
      }
    }
    return evidence;
  }

  private record Name(
      @Nullable Partition partition,
      List<RecordChange> changes,
      Set<PlanReason> reasons,
      boolean urgent) {}
}
