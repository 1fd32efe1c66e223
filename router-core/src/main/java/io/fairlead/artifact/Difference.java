package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes one list of objects of another; each sorted by path.
 *
 * @param changed as they are after: other content, kind or tags
 * @param removed as they were before
 */
public record Difference(
    List<ArtifactObject> added, List<ArtifactObject> changed, List<ArtifactObject> removed) {
  public Difference {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  /** Between two lists that are sorted by path. */
  public static Difference between(List<ArtifactObject> before, List<ArtifactObject> after) {
    List<ArtifactObject> added = new ArrayList<>();
    List<ArtifactObject> changed = new ArrayList<>();
    List<ArtifactObject> removed = new ArrayList<>();
    int b = 0;
    int a = 0;
    while (b < before.size() || a < after.size()) {
      int order = order(before, b, after, a);
      if (order < 0) {
        removed.add(before.get(b++));
      } else if (order > 0) {
        added.add(after.get(a++));
      } else {
        if (!before.get(b).equals(after.get(a))) {
          changed.add(after.get(a));
        }
        b++;
        a++;
      }
    }
    return new Difference(added, changed, removed);
  }

  /** Whether both lists are equal. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  /** Bytes of what is added or changed. */
  public long bytes() {
    long bytes = 0;
    for (ArtifactObject object : added) {
      bytes += object.blob().length();
    }
    for (ArtifactObject object : changed) {
      bytes += object.blob().length();
    }
    return bytes;
  }

  /** Whose path comes first; below 0 = the one before. A list at its end comes last. */
  private static int order(List<ArtifactObject> before, int b, List<ArtifactObject> after, int a) {
    if (b == before.size()) {
      return 1;
    }
    return a == after.size() ? -1 : before.get(b).path().compareTo(after.get(a).path());
  }
}
