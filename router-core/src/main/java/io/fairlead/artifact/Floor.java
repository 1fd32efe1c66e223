package io.fairlead.artifact;

import org.jspecify.annotations.Nullable;

/**
 * The highest version that a destination has ever begun to apply: nothing below it is believed.
 *
 * @param pointer null = nothing was applied yet
 * @param epoch the master's; 0 = nothing was applied yet
 */
public record Floor(@Nullable Pointer pointer, long epoch) {
  /** Nothing was applied yet. */
  public static final Floor NONE = new Floor(null, 0);

  /** This one, or that of a version which readers see, where that is higher. */
  public Floor raisedTo(Pointer seen, long seenEpoch) {
    return pointer != null && pointer.version() >= seen.version()
        ? this
        : new Floor(seen, Math.max(epoch, seenEpoch));
  }

  /** Whether a version is below it. */
  boolean isAbove(long version) {
    return pointer != null && pointer.version() > version;
  }
}
