package io.fairlead.cycle;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.UnreadablePage;
import io.fairlead.cycle.PublishedSet.Looked;
import io.fairlead.port.ArtifactMirror;
import io.fairlead.port.CollectableStore;
import io.fairlead.port.ManifestStore;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a set that anything can point to: the newest, those before it for a number of
 * versions and a time, and those that regions' own stores show or have begun. What cannot be read
 * or believed is told, and never taken for nothing.
 */
final class KeptVersions {
  private final CollectableStore store;
  private final ManifestGate gate;
  private final SortedMap<String, ArtifactMirror> mirrors;
  private final Instant deadline;
  private final Set<Pointer> kept = new HashSet<>();
  private final Set<Blob> needed = new HashSet<>();

  KeptVersions(CollectableStore store, CollectCycle.OfSet set, Instant deadline) {
    this.store = store;
    this.gate = set.gate();
    this.mirrors = set.mirrors();
    this.deadline = deadline;
  }

  /** Why it cannot be told what is kept. */
  static final class Untold extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean refused;

    Untold(String sentence, boolean refused) {
      super(sentence);
      this.refused = refused;
    }

    CollectReport.Outcome outcome() {
      String sentence = String.valueOf(getMessage());
      return refused
          ? new CollectReport.Outcome.Refused(sentence)
          : new CollectReport.Outcome.Unreachable(sentence);
    }
  }

  /** Manifests that are kept. */
  Set<Pointer> manifests() {
    return kept;
  }

  /** Content that they name. */
  Set<Blob> needed() {
    return needed;
  }

  /**
   * Finds them among all manifests of the set.
   *
   * @throws Untold where one cannot be read
   */
  void find(List<Pointer> all, CollectCycle.Keeping keeping, Instant now) {
    String set = gate.id().set();
    Pointer newest =
        known(store.pointer(set, deadline), "the pointer of " + set)
            .map(ManifestStore.Held::pointer)
            .orElseThrow(
                () ->
                    new Untold(
                        "set '" + set + "' has no pointer: whether it needs anything is not known",
                        true));
    keep(newest);
    history(all, newest, keeping, now.minus(keeping.time()));
    Set<Pointer> there = new HashSet<>(all);
    for (Map.Entry<String, ArtifactMirror> mirror : mirrors.entrySet()) {
      for (Optional<Pointer> shown : shown(mirror.getKey(), mirror.getValue())) {
        shown.filter(there::contains).ifPresent(this::keep);
      }
    }
  }

  /**
   * A version is kept for so long after the next one took its place. They are found by version, not
   * by parents: some may have been collected already.
   */
  private void history(
      List<Pointer> all, Pointer newest, CollectCycle.Keeping keeping, Instant from) {
    Set<Long> versions = new HashSet<>();
    @Nullable Instant last = null;
    for (Pointer each :
        all.stream()
            .filter(pointer -> pointer.version() <= newest.version())
            .sorted(Comparator.comparingLong(Pointer::version).reversed())
            .toList()) {
      boolean few = versions.size() < keeping.versions() || versions.contains(each.version());
      if (!few && (last == null || !last.isAfter(from))) {
        return;
      }
      Published published = keep(each);
      versions.add(each.version());
      last = published.manifest().edition().created();
    }
  }

  private List<Optional<Pointer>> shown(String region, ArtifactMirror mirror) {
    String set = gate.id().set();
    return List.of(
        known(mirror.pointer(set, deadline), "the pointer of " + set + " in " + region)
            .map(ManifestStore.Held::pointer),
        known(mirror.mark(set, deadline), "the mark of " + set + " in " + region)
            .map(MirrorMark::floor)
            .flatMap(floor -> Optional.ofNullable(floor.pointer())));
  }

  private Published keep(Pointer pointer) {
    PublishedSet set = new PublishedSet(store, gate);
    return switch (set.at(pointer, deadline)) {
      case Looked.Found(Published published, _) -> {
        kept.add(pointer);
        try {
          set.version(published, deadline).blobs(needed::add);
        } catch (UnreadablePage page) {
          throw new Untold(
              "version %d of set '%s': %s"
                  .formatted(pointer.version(), gate.id().set(), page.why()),
              page.refused() != null);
        }
        yield published;
      }
      case Looked.Refused(ManifestVerdict.Refused why) ->
          throw new Untold(
              "version %d of set '%s' cannot be believed, and so not what it needs: %s"
                  .formatted(pointer.version(), gate.id().set(), why.sentence()),
              true);
      case Looked.Unreadable(String why) -> throw new Untold(why, false);
    };
  }

  private static <T> Optional<T> known(Reading<Optional<T>> reading, String what) {
    return switch (reading) {
      case Reading.Unreadable<Optional<T>>(String why) ->
          throw new Untold(what + ": " + why, false);
      case Reading.Known<Optional<T>>(Optional<T> value) -> value;
    };
  }
}
