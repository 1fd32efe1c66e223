package io.fairlead.local.dns;

import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import io.fairlead.traffic.ZoneDigest;
import io.fairlead.traffic.ZoneStamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A zone's records, indexed for answering. Immutable; a change makes another. */
public final class ServedZone {
  private final RecordSets sets;
  private final String digest;
  private final Map<String, Map<RecordType, List<WeightedRecord>>> byName;
  private final Set<String> names;

  /** Indexes the records of a zone. */
  public ServedZone(RecordSets sets) {
    this.sets = sets;
    this.digest = ZoneDigest.of(sets);
    Map<String, Map<RecordType, List<WeightedRecord>>> index = new HashMap<>();
    Set<String> all = new HashSet<>();
    for (WeightedRecord record : sets.records().values()) {
      index
          .computeIfAbsent(record.key().name(), _ -> new HashMap<>())
          .computeIfAbsent(record.key().type(), _ -> new ArrayList<>())
          .add(record);
      addWithParents(all, record.key().name(), sets.zone());
    }
    this.byName = index;
    this.names = all;
  }

  /** The zone's name, lower case, without trailing dot. */
  public String zone() {
    return sets.zone();
  }

  /** The epoch; 0 = never written, so that nothing can be said of any name. */
  public long epoch() {
    return sets.epoch();
  }

  /** What the epoch record says. */
  public String epochText(String fleet) {
    return new ZoneStamp(fleet, sets.epoch(), digest).text();
  }

  /** Records of a name and type; empty where there are none. */
  public List<WeightedRecord> records(String name, RecordType type) {
    return byName
        .getOrDefault(name, Collections.emptyMap())
        .getOrDefault(type, Collections.emptyList());
  }

  /** Whether a name exists: it has records, or a name below it has (RFC 8020). */
  public boolean exists(String name) {
    return names.contains(name);
  }

  private static void addWithParents(Set<String> all, String name, String zone) {
    String at = name;
    while (at.length() > zone.length() && all.add(at)) {
      at = at.substring(at.indexOf('.') + 1);
    }
    all.add(zone);
  }
}
