package io.fairlead.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator's or the panic rule's hold: a drain or a freeze.
 *
 * @param subject what is drained; {@code fleet} for a freeze
 * @param until when it ends by itself; null = when undone
 */
public record Hold(
    String subject, String reason, String by, Instant since, @Nullable Instant until) {
  /** Whether it still holds. */
  public boolean activeAt(Instant now) {
    return until == null || now.isBefore(until);
  }
}
