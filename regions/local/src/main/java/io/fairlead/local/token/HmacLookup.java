package io.fairlead.local.token;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.token.LookupKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 with a key that is made when the process starts and never leaves it: what finds
 * tokens in its memory is of no use anywhere else.
 */
public final class HmacLookup implements Function<ContentDigest, LookupKey> {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  /** Ready codes, as one serves one thread at a time. */
  private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

  /** Under a fresh key. */
  public HmacLookup() {
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    this.key = new SecretKeySpec(fresh, ALGORITHM);
  }

  @Override
  public LookupKey apply(ContentDigest token) {
    Mac mac = idle.poll();
    if (mac == null) {
      mac = made();
    }
    LookupKey found = LookupKey.of(mac.doFinal(HexFormat.of().parseHex(token.hex())));
    idle.add(mac);
    return found;
  }

  private Mac made() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
