package io.fairlead.emulators.twin.route53;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hosted zone's content. Immutable; a change makes another. */
record Zone(String id, String name, Map<RecordSet.Key, RecordSet> sets) {
  Zone {
    sets = Collections.unmodifiableMap(new java.util.HashMap<>(sets));
  }

  Zone with(Map<RecordSet.Key, RecordSet> next) {
    return new Zone(id, name, next);
  }

  @Nullable RecordSet get(RecordSet.Key key) {
    return sets.get(key);
  }

  /** Every set in Route 53's order. */
  List<RecordSet> ordered() {
    List<RecordSet> all = new ArrayList<>(sets.values());
    all.sort(RecordSet.ORDER);
    return all;
  }

  /** The sets of each name, by type. */
  Map<String, Map<String, List<RecordSet>>> byName() {
    Map<String, Map<String, List<RecordSet>>> byName = new TreeMap<>();
    sets.values()
        .forEach(
            set ->
                byName
                    .computeIfAbsent(set.name(), _ -> new TreeMap<>())
                    .computeIfAbsent(set.type(), _ -> new ArrayList<>())
                    .add(set));
    return byName;
  }
}
