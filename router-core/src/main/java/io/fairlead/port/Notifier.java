package io.fairlead.port;

import java.time.Instant;
import java.util.List;

/** Tells people. Losing a notice never fails a tick. */
public interface Notifier {
  /** Sends notices at least once. */
  void send(List<Notice> notices, Instant deadline);

  /**
   * One notice.
   *
   * @param kind moved, refused, frozen, conflict, silent or lost
   */
  record Notice(String kind, String fleet, String subject, String text, Instant at) {}
}
