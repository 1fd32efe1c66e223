package io.fairlead.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether this observer can see at all, and how far its clock is off. */
public interface SelfTest {
  /** Asks the neutral anchors and the store's clock. */
  Result check(Instant deadline);

  /**
   * What it found.
   *
   * @param sighted at least one neutral anchor answered, or none is declared
   * @param clockOffset store's clock minus ours; empty where nothing is known of it
   */
  record Result(boolean sighted, String detail, Optional<Duration> clockOffset) {}
}
