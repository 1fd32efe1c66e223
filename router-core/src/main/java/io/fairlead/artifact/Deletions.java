package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What went away, and how much may at once.
 *
 * @param since the tombstones of every version after this one are here
 * @param percent of a set that may go away at once; one object always may
 * @param tombstones sorted by path, each path once
 */
public record Deletions(long since, int percent, List<Tombstone> tombstones) {
  /** Tombstones kept at most; the oldest versions' go first. */
  static final int KEPT = 100_000;

  public Deletions {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a percentage of deletions is 0 to 100, not " + percent);
    }
    tombstones = tombstones.stream().sorted(Comparator.comparing(Tombstone::path)).toList();
    Set<String> paths = new HashSet<>();
    for (Tombstone tombstone : tombstones) {
      if (!paths.add(tombstone.path()) || tombstone.version() <= since) {
        throw new IllegalArgumentException(
            "a tombstone of '"
                + tombstone.path()
                + "' twice, or of version "
                + since
                + " or before");
      }
    }
  }

  /** Why so many must not go away at once; empty where they may. */
  public static Optional<String> objection(int before, int removed, int percent) {
    boolean few = removed <= 1 && before > 1;
    if (few || removed * 100L <= (long) percent * before) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d objects would be deleted, and at most %d %% may at once"
            .formatted(removed, before, percent));
  }

  /** With what a new version deletes, and without what it brings back. */
  Deletions next(long version, Difference difference, int allowedPercent) {
    Set<String> back = new HashSet<>();
    difference.added().forEach(object -> back.add(object.path()));
    List<Tombstone> all = new ArrayList<>();
    tombstones.stream().filter(each -> !back.contains(each.path())).forEach(all::add);
    difference.removed().forEach(object -> all.add(new Tombstone(object.path(), version)));
    long from = since;
    while (all.size() > KEPT) {
      long oldest = all.stream().mapToLong(Tombstone::version).min().orElse(from);
      all.removeIf(each -> each.version() <= oldest);
      from = oldest;
    }
    return new Deletions(from, allowedPercent, all);
  }

  /**
   * What a reader of some version misses and no tombstone tells of; a reader from before {@code
   * since} cannot know and is told nothing.
   */
  List<String> untold(long readersVersion, List<ArtifactObject> removed) {
    if (readersVersion < since) {
      return List.of();
    }
    Set<String> told = new HashSet<>();
    tombstones.stream()
        .filter(each -> each.version() > readersVersion)
        .forEach(each -> told.add(each.path()));
    return removed.stream().map(ArtifactObject::path).filter(path -> !told.contains(path)).toList();
  }
}
