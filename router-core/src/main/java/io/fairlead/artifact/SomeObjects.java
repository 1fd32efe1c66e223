package io.fairlead.artifact;

import java.util.List;

/**
 * Objects of which the first are named; a set may have a million.
 *
 * @param count of all
 * @param bytes of the content of all
 * @param first sorted by path, at most {@link #NAMED}
 */
public record SomeObjects(int count, long bytes, List<ArtifactObject> first) {
  /** Objects named at most. */
  public static final int NAMED = 1000;

  /** None. */
  public static final SomeObjects NONE = new SomeObjects(0, 0, List.of());

  public SomeObjects {
    first = List.copyOf(first);
  }
}
