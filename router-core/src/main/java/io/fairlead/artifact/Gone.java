package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Paths that one version has and the next has not, as many as tombstones are ever kept. */
final class Gone {
  private final List<String> first = new ArrayList<>();
  private int count;

  void add(String path) {
    count++;
    // One more than are kept: no set of tombstones tells of so many.
    if (first.size() <= Deletions.KEPT) {
      first.add(path);
    }
  }

  int count() {
    return count;
  }

  /** The first of them, sorted; all where there are not too many. */
  List<String> first() {
    return Collections.unmodifiableList(first);
  }
}
