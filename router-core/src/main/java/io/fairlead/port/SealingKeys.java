package io.fairlead.port;

import java.time.Instant;

/**
 * Makes keys that only one region can get back: what is sealed with them is read there and nowhere
 * else, not even by whoever sealed it once the key is let go. A key file, a key service or a vault
 * wraps them.
 */
public interface SealingKeys {
  /** The id of the key that wraps for a region now; another one after it was replaced. */
  String keyId(String region);

  /**
   * A fresh key.
   *
   * @param authenticated what it is for; it is got back with the same only
   */
  Reading<Fresh> fresh(String region, byte[] authenticated, Instant deadline);

  /** A key that was made now, and its wrapped form. */
  interface Fresh {
    /** For the region's eyes. */
    byte[] wrapped();

    /** Encrypts some bytes; they are opened with the same {@code authenticated} bytes only. */
    byte[] seal(byte[] content, byte[] authenticated);
  }
}
