package io.fairlead.artifact;

import java.util.List;

/**
 * A set as it is in one version: what the master signs, and all that a destination believes. Its
 * objects are in pages, each of which it pins by length and SHA-256.
 *
 * @param scope regions that it is for; sorted, without repeats
 */
public record Manifest(
    SetId id,
    Edition edition,
    Note note,
    List<String> scope,
    Deletions deletions,
    PageList objects) {
  /** Objects of one set at most. */
  public static final int MAX_OBJECTS = 1_000_000;

  /** Bytes of a manifest without its pages at most, with signatures; readers read no more. */
  public static final int MAX_BYTES = 16 << 20;

  public Manifest {
    scope = scope.stream().sorted().distinct().toList();
    if (objects.count() > MAX_OBJECTS) {
      throw new IllegalArgumentException(
          "a set has at most " + MAX_OBJECTS + " objects, not " + objects.count());
    }
  }

  /** The set's version. */
  public long version() {
    return edition.version();
  }

  /** Bytes of all objects. */
  public long bytes() {
    return objects.bytes();
  }
}
