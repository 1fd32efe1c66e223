package io.fairlead.cycle;

import io.fairlead.journal.History.EndedAt;
import io.fairlead.journal.RegisterState;
import java.time.Instant;

/**
 * What one run of the steer cycle starts from.
 *
 * @param now never before the register's last write: the register's time does not go backwards
 * @param epoch the version that {@code before} was read at
 */
record Tick(Instant now, Instant deadline, long epoch, RegisterState before) {
  /** Where this tick's first write will stand. */
  EndedAt firstWrite() {
    return new EndedAt(now, epoch + 1);
  }
}
