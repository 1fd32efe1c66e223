package io.fairlead.token;

import java.time.Duration;
import java.time.Instant;

/**
 * When a token is asked about, and what failovers the journal tells of.
 *
 * @param readAt when the journal was read, by the same clock
 */
public record Situation(Instant now, Takeovers takeovers, Instant readAt) {
  /** With a journal that was read now. */
  public Situation(Instant now, Takeovers takeovers) {
    this(now, takeovers, now);
  }

  /**
   * Failovers that count. Whoever could not read the journal for as long as a feed is accepted
   * knows of none: a failback, and what was revoked since, may have passed it by.
   *
   * @param validFor how long a page of the home's vouches for it
   */
  Takeovers known(Duration validFor) {
    return now.isBefore(readAt.plus(validFor)) ? takeovers : Takeovers.NONE;
  }
}
