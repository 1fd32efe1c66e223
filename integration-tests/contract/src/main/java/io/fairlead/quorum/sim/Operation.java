package io.fairlead.quorum.sim;

/**
 * One operation of a history. Moments are counted, not timed.
 *
 * @param began moment of the call
 * @param ended moment of the answer
 * @param expected version that a change was made on
 * @param version read, written, or found in its place
 * @param id of the change, or of the change that was read
 */
record Operation(Kind kind, long began, long ended, long expected, long version, String id) {
  enum Kind {
    READ,
    CHANGED,
    CONFLICT,
    /** May have taken effect or not. */
    UNKNOWN
  }

  boolean mayBeSkipped() {
    return kind == Kind.UNKNOWN;
  }
}
