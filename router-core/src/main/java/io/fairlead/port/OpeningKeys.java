package io.fairlead.port;

import java.time.Instant;
import java.util.Optional;

/** Gets keys back that were wrapped for one region. */
public interface OpeningKeys {
  /**
   * Unwraps a key.
   *
   * @param keyId the key that it was wrapped with
   * @return unreadable also where it was wrapped for somebody or something else
   */
  Reading<Unwrapped> unwrap(String keyId, byte[] wrapped, byte[] authenticated, Instant deadline);

  /** A key that was got back. */
  interface Unwrapped {
    /** What was sealed; empty where it was changed, or sealed for something else. */
    Optional<byte[]> open(byte[] sealed, byte[] authenticated);
  }
}
