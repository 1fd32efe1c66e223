package io.fairlead.quorum;

/** Answer to a read of a cell. */
public sealed interface CellRead {
  /** A value with its version, 1 or more. */
  @SuppressWarnings("ArrayRecordComponent")
  record Value(long version, byte[] bytes) implements CellRead {}

  /** Nothing was ever written. */
  record Empty() implements CellRead {}

  /** No answer, or a damaged one. */
  record Unknown(String why) implements CellRead {}
}
