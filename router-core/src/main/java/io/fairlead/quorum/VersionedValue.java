package io.fairlead.quorum;

import java.time.Instant;

/** One linearizable value whose version rises by one with every change. */
public interface VersionedValue {
  /** The value now. Settles every change that ended UNKNOWN before it: seen here, or never. */
  VersionedRead read(Instant deadline);

  /**
   * Replaces the value where its version is still {@code expected}; 0 creates it at version 1.
   * Repeating a change with the same operation id and bytes is safe: the repeat is recognised.
   *
   * @param operation unique to these bytes, at most {@link Stamped#MAX_OPERATION} characters
   */
  VersionedCas cas(long expected, byte[] next, String operation, Instant deadline);
}
