package io.fairlead.cycle;

import java.time.Instant;

/**
 * Takes the one report of each tick: log line, metrics, status document. Every report is also the
 * heartbeat that the dead-man alarm listens for. Losing a report never fails a tick.
 */
public interface Reports {
  /** Publishes a report. */
  void publish(SteerReport report, Instant deadline);
}
