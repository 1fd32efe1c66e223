package io.fairlead.artifact;

import java.util.Comparator;
import java.util.List;

/**
 * A set as it is in one version: what the master signs, and all that a destination believes.
 *
 * @param scope regions that it is for; sorted, without repeats
 * @param objects sorted by path, each path once
 */
public record Manifest(
    SetId id,
    Edition edition,
    Note note,
    List<String> scope,
    Deletions deletions,
    List<ArtifactObject> objects) {
  /** Objects of one set at most. */
  public static final int MAX_OBJECTS = 1_000_000;

  public Manifest {
    scope = scope.stream().sorted().distinct().toList();
    objects = objects.stream().sorted(Comparator.comparing(ArtifactObject::path)).toList();
    if (objects.size() > MAX_OBJECTS) {
      throw new IllegalArgumentException(
          "a set has at most " + MAX_OBJECTS + " objects, not " + objects.size());
    }
    for (int i = 1; i < objects.size(); i++) {
      if (objects.get(i).path().equals(objects.get(i - 1).path())) {
        throw new IllegalArgumentException("'" + objects.get(i).path() + "' is there twice");
      }
    }
    ObjectPaths.collision(objects)
        .ifPresent(
            path -> {
              throw new IllegalArgumentException("'" + path + "' is a file and a folder");
            });
  }

  /** The set's version. */
  public long version() {
    return edition.version();
  }

  /** Bytes of all objects. */
  public long bytes() {
    return objects.stream().mapToLong(object -> object.blob().length()).sum();
  }
}
