package io.fairlead.port;

/** What a read of a target found: a value, or why it is not known. Unknown is never empty. */
public sealed interface Reading<T> {
  /** Read, whole. */
  record Known<T>(T value) implements Reading<T> {}

  /** Not readable now; blocks only changes to this target. */
  record Unreadable<T>(String why) implements Reading<T> {}
}
