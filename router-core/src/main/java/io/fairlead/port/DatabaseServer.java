package io.fairlead.port;

import io.fairlead.health.DatabaseSighting;
import java.time.Instant;

/**
 * A region's server of a database that somebody else replicates. It is only ever asked: what takes
 * writes, what promotes and what replicates is not Fairlead's.
 */
public interface DatabaseServer extends AutoCloseable {
  /**
   * How far it is now; unreadable, with a cause for people that has no secret in it, where it does
   * not answer by the deadline or does not say. Not for use by two threads at once.
   */
  Reading<DatabaseSighting> look(Instant deadline);

  /** Lets go of what it is asked over. */
  @Override
  void close();
}
