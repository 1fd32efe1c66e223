package io.fairlead.cycle;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ManifestGate;
import io.fairlead.artifact.ManifestVerdict;
import io.fairlead.artifact.MirrorMark;
import io.fairlead.artifact.Pointer;
import io.fairlead.artifact.Published;
import io.fairlead.artifact.Selector;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a set that anything can point to: the newest, those before it for a number of
 * versions and a time, and those that regions' own stores show or have begun; in a region's own
 * store what the region takes of them. What cannot be read or believed is told, and never taken for
 * nothing.
 */
final class KeptVersions {
  private final CollectableStore store;
  private final CollectedSet set;
  private final ManifestGate gate;
  private final Instant deadline;
  private final Set<Pointer> kept = new HashSet<>();
  private final Set<Blob> needed = new HashSet<>();
  private long oldest;

  KeptVersions(CollectableStore store, CollectedSet set, Instant deadline) {
    this.store = store;
    this.set = set;
    this.gate = set.gate();
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

  /** The oldest version of the history that is kept. */
  long oldest() {
    return oldest;
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
    switch (set) {
      case CollectedSet.Published(_, var mirrors) -> published(all, keeping, now, mirrors);
      case CollectedSet.Copied _ -> copied(all, keeping, now);
    }
  }

  private void published(
      List<Pointer> all,
      CollectCycle.Keeping keeping,
      Instant now,
      SortedMap<String, ArtifactMirror> mirrors) {
    Selector everything = new Selector.All();
    Pointer newest =
        pointer(store, "")
            .orElseThrow(() -> untold("has no pointer: whether it needs anything is not known"));
    keep(newest, everything);
    history(upTo(all, newest), keeping, everything, now);
    Set<Pointer> there = new HashSet<>(all);
    for (Map.Entry<String, ArtifactMirror> mirror : mirrors.entrySet()) {
      String where = " in " + mirror.getKey();
      for (Optional<Pointer> shown :
          List.of(
              pointer(mirror.getValue(), where),
              mark(mirror.getValue(), where).flatMap(KeptVersions::begun))) {
        shown.filter(there::contains).ifPresent(pointer -> keep(pointer, everything));
      }
    }
  }

  /**
   * The mark tells what the region takes, and of which version. What readers follow is another one
   * while a change is under way, or where one was killed: of that one everything is kept.
   */
  private void copied(List<Pointer> all, CollectCycle.Keeping keeping, Instant now) {
    Optional<Pointer> shown = pointer(store, "");
    Optional<MirrorMark> mark = mark(store, "");
    Optional<Pointer> begun = mark.flatMap(KeptVersions::begun);
    Selector selector = mark.map(MirrorMark::selector).orElseGet(Selector.All::new);
    shown.ifPresent(pointer -> keep(pointer, shown.equals(begun) ? selector : new Selector.All()));
    begun.filter(all::contains).ifPresent(pointer -> keep(pointer, selector));
    Pointer newest =
        Stream.concat(begun.stream(), shown.stream())
            .max(Comparator.comparingLong(Pointer::version))
            .orElseThrow(
                () ->
                    untold(
                        "has neither pointer nor mark: run 'fairlead replicate', then this again"));
    history(upTo(all, newest), keeping, selector, now);
  }

  private static Optional<Pointer> begun(MirrorMark mark) {
    return Optional.ofNullable(mark.floor().pointer());
  }

  private static List<Pointer> upTo(List<Pointer> all, Pointer newest) {
    return all.stream()
        .filter(pointer -> pointer.version() <= newest.version())
        .sorted(Comparator.comparingLong(Pointer::version).reversed())
        .toList();
  }

  /**
   * A version is kept for so long after the next one took its place. They are found by version, not
   * by parents: some may have been collected already.
   */
  private void history(
      List<Pointer> newestFirst, CollectCycle.Keeping keeping, Selector selector, Instant now) {
    Instant from = now.minus(keeping.time());
    Set<Long> versions = new HashSet<>();
    @Nullable Instant last = null;
    for (Pointer each : newestFirst) {
      boolean few = versions.size() < keeping.versions() || versions.contains(each.version());
      if (!few && (last == null || !last.isAfter(from))) {
        return;
      }
      Published published = keep(each, selector);
      versions.add(each.version());
      oldest = each.version();
      last = published.manifest().edition().created();
    }
  }

  private Optional<Pointer> pointer(ArtifactMirror of, String where) {
    String name = gate.id().set();
    return known(of.pointer(name, deadline), "the pointer of " + name + where)
        .map(ManifestStore.Held::pointer);
  }

  private Optional<MirrorMark> mark(ArtifactMirror of, String where) {
    String name = gate.id().set();
    return known(of.mark(name, deadline), "the mark of " + name + where);
  }

  private Untold untold(String why) {
    return new Untold("set '" + gate.id().set() + "' " + why, true);
  }

  private Published keep(Pointer pointer, Selector selector) {
    PublishedSet versions = new PublishedSet(store, gate);
    return switch (versions.at(pointer, deadline)) {
      case Looked.Found(Published published, _) -> {
        kept.add(pointer);
        try {
          versions.version(published, deadline).blobs(selector, needed::add);
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
