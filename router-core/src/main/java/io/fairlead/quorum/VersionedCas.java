package io.fairlead.quorum;

/** Answer to a compare-and-set of a versioned value. */
public sealed interface VersionedCas {
  /** Done, by this call or by the one it repeats. */
  record Ok(long version) implements VersionedCas {}

  /** Another change came first; this one has not taken effect and never will. */
  record Conflict(long version) implements VersionedCas {}

  /** Refused before anything was sent, such as a value that is too large. */
  record Refused(String why) implements VersionedCas {}

  /** Neither success nor failure: it may still take effect. Read before anything else is tried. */
  record Unknown(String why) implements VersionedCas {}

  /**
   * What a chosen value says of a change.
   *
   * @param proposed the change was sent to some cell: where the value is two or more versions on,
   *     the change may have been the step in between
   */
  static VersionedCas of(Stamped chosen, long expected, String operation, boolean proposed) {
    if (chosen.madeBy(operation, expected)) {
      return new Ok(chosen.version());
    }
    if (proposed && chosen.version() != expected + 1) {
      return new Unknown(
          "sent as version " + (expected + 1) + ", found version " + chosen.version());
    }
    return new Conflict(chosen.version());
  }
}
