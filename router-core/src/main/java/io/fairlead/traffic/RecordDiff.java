package io.fairlead.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has to change in a zone so that it holds the records wanted. */
public final class RecordDiff {
  private RecordDiff() {}

  /**
   * The changes by record name, each name's in an order that never leaves all its weights zero:
   * creations and rises first, deletions last.
   */
  public static SortedMap<String, List<RecordChange>> of(
      RecordSets current, SortedMap<RecordKey, WeightedRecord> wanted) {
    SortedMap<String, List<RecordChange>> changes = new TreeMap<>();
    wanted.forEach(
        (key, after) -> {
          WeightedRecord before = current.records().get(key);
          if (!after.equals(before)) {
            add(changes, new RecordChange(before, after));
          }
        });
    current
        .records()
        .forEach(
            (key, before) -> {
              if (!wanted.containsKey(key)) {
                add(changes, new RecordChange(before, null));
              }
            });
    changes.values().forEach(list -> list.sort(RecordDiff::risesFirst));
    return changes;
  }

  /** The zone's records after some changes. */
  public static RecordSets apply(RecordSets current, long epoch, List<RecordChange> changes) {
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>(current.records());
    for (RecordChange change : changes) {
      WeightedRecord after = change.after();
      if (after == null) {
        records.remove(change.key());
      } else {
        records.put(change.key(), after);
      }
    }
    return new RecordSets(current.zone(), epoch, records);
  }

  private static void add(SortedMap<String, List<RecordChange>> changes, RecordChange change) {
    changes.computeIfAbsent(change.key().name(), name -> new ArrayList<>(4)).add(change);
  }

  private static int risesFirst(RecordChange one, RecordChange other) {
    int byRise = Integer.compare(rise(other), rise(one));
    return byRise != 0 ? byRise : one.key().compareTo(other.key());
  }

  private static int rise(RecordChange change) {
    WeightedRecord before = change.before();
    WeightedRecord after = change.after();
    if (after == null) {
      return -WeightedRecord.MAX_WEIGHT - 1;
    }
    return after.weight() - (before == null ? -1 : before.weight());
  }
}
