package io.fairlead.quorum;

/** Answer to a read of a versioned value. */
public sealed interface VersionedRead {
  /** The value; its version is 1 or more. */
  record Value(Stamped value) implements VersionedRead {}

  /** Nothing was ever written. */
  record Empty() implements VersionedRead {}

  /** No live quorum, or damaged cells. Never to be taken for empty. */
  record Unknown(String why) implements VersionedRead {}

  /** The answer that a value gives. */
  static VersionedRead of(Stamped value) {
    return value.version() == 0 ? new Empty() : new Value(value);
  }
}
