package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tombstones of the next version: those of the last, with what goes, without what comes back. */
final class Burials {
  private final SortedMap<String, Long> versions = new TreeMap<>();
  private final Gone gone = new Gone();
  private long since;

  /** Before anything has gone, after the tombstones of a version. */
  Burials(Version last) {
    since = last.manifest().deletions().since();
    last.tombstones().forEach(each -> versions.put(each.path(), each.version()));
  }

  void back(String path) {
    versions.remove(path);
  }

  void gone(String path) {
    gone.add(path);
  }

  /** After all: what is kept, sorted by path. */
  List<Tombstone> ended(long version) {
    if (gone.count() > Deletions.KEPT) {
      versions.clear();
      since = version;
    } else {
      gone.first().forEach(path -> versions.put(path, version));
      while (versions.size() > Deletions.KEPT) {
        long oldest = versions.values().stream().mapToLong(each -> each).min().orElse(since);
        versions.values().removeIf(each -> each <= oldest);
        since = oldest;
      }
    }
    List<Tombstone> kept = new ArrayList<>();
    versions.forEach((path, each) -> kept.add(new Tombstone(path, each)));
    return kept;
  }

  /** After {@link #ended}: the tombstones of every version after this one are kept. */
  long since() {
    return since;
  }
}
