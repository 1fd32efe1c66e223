package io.fairlead.quorum;

import java.time.Instant;

/** One place that keeps one small value and replaces it by compare-and-set. */
public interface CasCell {
  /** The value now. */
  CellRead read(Instant deadline);

  /**
   * Replaces the value where its version is still {@code expected}; 0 creates it.
   *
   * @return UNKNOWN when the answer was lost: the write may still take effect
   */
  CellCas cas(long expected, byte[] next, Instant deadline);

  /** What fails together with this cell; a quorum never has two cells of one domain. */
  String failureDomain();
}
