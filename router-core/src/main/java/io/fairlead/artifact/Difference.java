package io.fairlead.artifact;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes one version of another.
 *
 * @param changed as they are after: other content, kind or tags
 * @param removed as they were before
 */
public record Difference(SomeObjects added, SomeObjects changed, SomeObjects removed) {
  /** No difference. */
  public static final Difference NONE =
      new Difference(SomeObjects.NONE, SomeObjects.NONE, SomeObjects.NONE);

  /** Whether there is none. */
  public boolean isEmpty() {
    return count() == 0;
  }

  /** Objects that differ. */
  public int count() {
    return added.count() + changed.count() + removed.count();
  }

  /** Bytes of what is added or changed. */
  public long bytes() {
    return added.bytes() + changed.bytes();
  }

  /** A difference that is being found. */
  static final class Draft {
    private final Part added = new Part();
    private final Part changed = new Part();
    private final Part removed = new Part();

    void added(ArtifactObject object) {
      added.add(object);
    }

    void changed(ArtifactObject object) {
      changed.add(object);
    }

    void removed(ArtifactObject object) {
      removed.add(object);
    }

    Difference ended() {
      return new Difference(added.ended(), changed.ended(), removed.ended());
    }
  }

  private static final class Part {
    private final List<ArtifactObject> first = new ArrayList<>();
    private int count;
    private long bytes;

    void add(ArtifactObject object) {
      count++;
      bytes += object.blob().length();
      if (first.size() < SomeObjects.NAMED) {
        first.add(object);
      }
    }

    SomeObjects ended() {
      return new SomeObjects(count, bytes, first);
    }
  }
}
