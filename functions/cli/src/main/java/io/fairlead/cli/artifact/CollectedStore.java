package io.fairlead.cli.artifact;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.cycle.CollectCycle;
import io.fairlead.cycle.CollectedSet;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.CollectableStore;
import io.fairlead.wiring.artifact.SetParts;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Replication;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A store that is collected.
 *
 * @param place where it is, for people
 */
record CollectedStore(String place, CollectCycle.Parts parts) {
  /** A set's, with all sets that are published there and the regions' own stores of them. */
  static CollectedStore masters(SetParts set, DeclaredSets sets) {
    String place = set.declared().store().text();
    SortedMap<String, CollectedSet> all = new TreeMap<>();
    for (SetParts each : sets.some(null)) {
      if (each.declared().store().text().equals(place)) {
        all.put(each.id().set(), new CollectedSet.Published(each.gate(), mirrors(each)));
      }
    }
    return new CollectedStore(
        place, new CollectCycle.Parts(set.store(), all, set.stores().lanes()));
  }

  /** A region's own; empty where its copy is a folder, which keeps two versions and no more. */
  static Optional<CollectedStore> ofRegion(SetParts set, String region) {
    Replication.Destination into =
        Objects.requireNonNull(set.declared().regions().get(region), "a declared region");
    return opened(set, region, into.into())
        .map(
            store ->
                new CollectedStore(
                    into.into().text(),
                    new CollectCycle.Parts(
                        store,
                        new TreeMap<>(Map.of(set.id().set(), new CollectedSet.Copied(set.gate()))),
                        set.stores().lanes())));
  }

  private static SortedMap<String, ArtifactMirror> mirrors(SetParts set) {
    SortedMap<String, ArtifactMirror> mirrors = new TreeMap<>();
    set.declared()
        .regions()
        .forEach(
            (region, into) ->
                opened(set, region, into.into()).ifPresent(store -> mirrors.put(region, store)));
    return mirrors;
  }

  /** A folder has whole copies, and asks the store for nothing but the newest version. */
  private static Optional<CollectableStore> opened(
      SetParts set, String region, ArtifactPlace place) {
    if (place instanceof ArtifactPlace.Folder) {
      return Optional.empty();
    }
    set.stores()
        .objection(place)
        .ifPresent(
            why -> {
              throw new Stop(
                  ExitCode.UNREACHABLE, Collecting.nothing("the copy of " + region + ": " + why));
            });
    return Optional.of(set.stores().open(place));
  }
}
