package io.fairlead.emulators.twin.route53;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hosted zone's content. Immutable; a change makes another. */
final class Zone {
  private final String id;
  private final String name;
  private final Map<RecordSet.Key, RecordSet> sets;

  /** Sorted when first asked for: pages are asked for far more often than zones change. */
  private @Nullable List<RecordSet> ordered;

  Zone(String id, String name, Map<RecordSet.Key, RecordSet> sets) {
    this.id = id;
    this.name = name;
    this.sets = Collections.unmodifiableMap(new HashMap<>(sets));
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  Map<RecordSet.Key, RecordSet> sets() {
    return sets;
  }

  Zone with(Map<RecordSet.Key, RecordSet> next) {
    return new Zone(id, name, next);
  }

  @Nullable RecordSet get(RecordSet.Key key) {
    return sets.get(key);
  }

  /** Every set in Route 53's order. */
  synchronized List<RecordSet> ordered() {
    if (ordered == null) {
      List<RecordSet> all = new ArrayList<>(sets.values());
      all.sort(RecordSet.ORDER);
      ordered = List.copyOf(all);
    }
    return ordered;
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
