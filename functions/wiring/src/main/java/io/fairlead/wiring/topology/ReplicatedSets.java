package io.fairlead.wiring.topology;

import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.wiring.yaml.Section;
import java.time.Duration;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Artifact sets as the cycles see them: who publishes, who gets them, which services need them. */
final class ReplicatedSets {
  private ReplicatedSets() {}

  static SortedMap<String, ReplicatedSet> of(Section root) {
    SortedMap<String, ReplicatedSet> sets = new TreeMap<>();
    root.section("replication")
        .named("sets")
        .forEach((name, set) -> sets.put(name, set(name, set, services(root, name))));
    return sets;
  }

  private static ReplicatedSet set(String name, Section set, SortedSet<String> services) {
    Duration maxLag = set.duration("maxLag", Replication.MAX_LAG);
    return new ReplicatedSet(
        name,
        set.text("master", ""),
        new TreeSet<>(set.named("regions").keySet()),
        services,
        maxLag,
        set.duration("maxLoss", maxLag));
  }

  private static SortedSet<String> services(Section root, String set) {
    SortedSet<String> services = new TreeSet<>();
    root.named("services")
        .forEach(
            (name, service) -> {
              if (service.texts("replication").contains(set)) {
                services.add(name);
              }
            });
    return services;
  }
}
