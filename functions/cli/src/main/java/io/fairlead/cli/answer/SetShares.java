package io.fairlead.cli.answer;

import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.plan.Current;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What DNS is set to for a partition, from one reading of its zone and the flags. */
final class SetShares {
  private final SortedMap<String, WeightedRecord> records;
  private final Current current;

  private SetShares(SortedMap<String, WeightedRecord> records, Current current) {
    this.records = records;
    this.current = current;
  }

  /** The records of one type of a partition; empty where its zone could not be read. */
  static Optional<SetShares> of(Partition partition, RecordType type, Current current) {
    Reading<RecordSets> zone = current.zones().get(partition.zone());
    if (!(zone instanceof Reading.Known<RecordSets>(RecordSets sets))) {
      return Optional.empty();
    }
    SortedMap<String, WeightedRecord> records = new TreeMap<>();
    sets.records()
        .forEach(
            (key, record) -> {
              if (key.name().equals(partition.dnsName()) && key.type() == type) {
                records.put(key.setIdentifier(), record);
              }
            });
    return Optional.of(new SetShares(records, current));
  }

  /** The type that a partition is read by: A, else the first that it has. */
  static RecordType typeOf(Partition partition, Current current) {
    for (RecordType type : RecordType.values()) {
      if (of(partition, type, current).filter(set -> !set.records.isEmpty()).isPresent()) {
        return type;
      }
    }
    return RecordType.A;
  }

  /** The regions, and {@code overflow}, that have a record. */
  List<String> identifiers() {
    return List.copyOf(records.keySet());
  }

  /** Whether an evacuation flag takes a region's record out. */
  boolean out(String identifier) {
    WeightedRecord record = records.get(identifier);
    String check = record == null ? null : record.healthCheck();
    if (check == null || check.indexOf('/') < 0) {
      return false;
    }
    int slash = check.indexOf('/');
    return current
        .flags()
        .raised(new RegionGroup(check.substring(0, slash), check.substring(slash + 1)));
  }

  /** The weight set, 0 where there is no record. */
  int weight(String identifier) {
    WeightedRecord record = records.get(identifier);
    return record == null ? 0 : record.weight();
  }

  /** Percent of the answers a region gets by what is set, rounded. */
  int percent(String identifier) {
    int sum = records.keySet().stream().filter(id -> !out(id)).mapToInt(this::weight).sum();
    return sum == 0 || out(identifier) ? 0 : Math.round(100f * weight(identifier) / sum);
  }

  /** As in {@code 30 %}, or {@code out} under a flag. */
  String text(String identifier) {
    return out(identifier) ? "out" : percent(identifier) + " %";
  }
}
