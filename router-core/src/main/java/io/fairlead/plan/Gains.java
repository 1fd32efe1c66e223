package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.health.Subject;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who gets more by a change of weights. */
final class Gains {
  private Gains() {}

  /** Deployments whose weight rises, with the partitions where it does. */
  static SortedMap<Subject.OfDeployment, SortedSet<String>> of(Fleet fleet, Change.Weights change) {
    SortedMap<Subject.OfDeployment, SortedSet<String>> gains = new TreeMap<>();
    SortedMap<String, Partition> names = new TreeMap<>();
    change
        .shares()
        .keySet()
        .forEach(
            id -> {
              Partition partition = fleet.service(id.service()).partitions().get(id.partition());
              if (partition != null) {
                names.put(WantedRecords.name(partition), partition);
              }
            });
    for (RecordChange record : change.records()) {
      Partition partition = names.get(record.key().name());
      String set = record.key().setIdentifier();
      if (partition != null && rises(record) && !set.equals(WantedRecords.OVERFLOW)) {
        gains
            .computeIfAbsent(
                new Subject.OfDeployment(partition.id().service(), set), where -> new TreeSet<>())
            .add(partition.id().toString());
      }
    }
    return gains;
  }

  private static boolean rises(RecordChange change) {
    WeightedRecord before = change.before();
    WeightedRecord after = change.after();
    return after != null && after.weight() > (before == null ? 0 : before.weight());
  }
}
