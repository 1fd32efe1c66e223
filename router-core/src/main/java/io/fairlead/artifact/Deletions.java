package io.fairlead.artifact;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What went away, and how much may at once.
 *
 * @param since the tombstones of every version after this one are here
 * @param percent of a set that may go away at once; one object always may
 * @param tombstones pages of them, sorted by path, each path once
 */
public record Deletions(long since, int percent, PageList tombstones) {
  /** Tombstones kept at most; the oldest versions' go first. */
  static final int KEPT = 100_000;

  public Deletions {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a percentage of deletions is 0 to 100, not " + percent);
    }
    if (since < 0 || tombstones.count() > KEPT) {
      throw new IllegalArgumentException(
          "%d tombstones since version %d: at most %d are kept"
              .formatted(tombstones.count(), since, KEPT));
    }
  }

  /** Before the first version. */
  static Deletions none(int percent) {
    return new Deletions(0, percent, PageList.NONE);
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

  /**
   * How many objects a reader of some version misses that no tombstone tells of, and the first of
   * them; a reader from before {@code since} cannot know and is told nothing.
   *
   * @param gone all that it misses, or more of it than there are tombstones
   */
  static Optional<String> untold(Version newest, long readersVersion, Gone gone) {
    if (gone.count() == 0 || readersVersion < newest.manifest().deletions().since()) {
      return Optional.empty();
    }
    Set<String> told = new HashSet<>();
    for (Tombstone tombstone : newest.tombstones()) {
      if (tombstone.version() > readersVersion) {
        told.add(tombstone.path());
      }
    }
    List<String> untold = gone.first().stream().filter(path -> !told.contains(path)).toList();
    return untold.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d objects are gone and no tombstone tells of them, the first is %s"
                .formatted(untold.size() + gone.count() - gone.first().size(), untold.getFirst()));
  }
}
