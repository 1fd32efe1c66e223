package io.fairlead.token;

import java.time.Duration;
import java.time.Instant;

/**
 * A token that is not active any more, in any region, whoever has what record of it.
 *
 * @param expires when the token expires by itself; whole seconds
 */
public record Revocation(TokenId id, Instant expires) {
  /** How long after its expiry some region's clock may still hold a token for valid. */
  public static final Duration SKEW = Duration.ofMinutes(5);

  /** Whether some region might still accept the token without it. */
  public boolean isNeeded(Instant now) {
    return now.isBefore(expires.plus(SKEW));
  }
}
