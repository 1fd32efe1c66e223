package io.fairlead.azure.dns;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneStamp;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A zone as it was read.
 *
 * @param stamp its epoch record: what it names holds, whatever the sets answer yet
 * @param sets those under the fleet's names, somebody else's among them
 */
record ZoneNow(AzureZone zone, Stamped stamp, SortedMap<SetId, StoredSet> sets) {
  /** The epoch record and the ETag that it was read under; null = there is none. */
  record Stamped(Optional<ZoneStamp> stamp, @Nullable String etag) {
    /** Of a zone that was never written. */
    static final Stamped NONE = new Stamped(Optional.empty(), null);

    long epoch() {
      return stamp.map(ZoneStamp::epoch).orElse(0L);
    }
  }

  ZoneNow {
    sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
  }

  long epoch() {
    return stamp.epoch();
  }

  /** The fleet's records; of sets that are behind, those that shall hold. */
  RecordSets records() {
    SortedMap<RecordKey, WeightedRecord> records = new TreeMap<>();
    sets.values()
        .forEach(
            set -> {
              StoredSet holds = set.isBehind(epoch()) ? set.done(zone) : set;
              records.putAll(holds.records(zone));
            });
    return new RecordSets(zone.zone(), epoch(), records);
  }

  /** Sets that do not answer yet what the epoch record has made hold. */
  List<StoredSet> behind() {
    return sets.values().stream().filter(set -> set.isBehind(epoch())).toList();
  }

  /** Whether some set was written under a later epoch than the epoch record's. */
  boolean isAhead() {
    return sets.values().stream()
        .map(StoredSet::marks)
        .anyMatch(marks -> marks != null && marks.epoch() > epoch());
  }

  /** Sets under the fleet's names that are not its own and never touched. */
  List<String> strangers() {
    return sets.values().stream()
        .filter(set -> set.marks() == null)
        .map(set -> set.id().text())
        .toList();
  }

  /** The same under another epoch record. */
  ZoneNow at(Stamped other) {
    return new ZoneNow(zone, other, sets);
  }

  /** The same with another set; without an ETag it is gone. */
  ZoneNow with(StoredSet set) {
    SortedMap<SetId, StoredSet> next = new TreeMap<>(sets);
    if (set.etag() == null) {
      next.remove(set.id());
    } else {
      next.put(set.id(), set);
    }
    return new ZoneNow(zone, stamp, next);
  }
}
