package io.fairlead.local.token;

import io.fairlead.port.FaultWords;
import io.fairlead.port.Reading;
import io.fairlead.port.SealingKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.KEM;

/**
 * Wraps with X25519 public keys, which topologies hold: whoever seals has no key that opens. The
 * wrapped form is the encapsulation of DHKEM (RFC 9180), then a random data key under AES-256-GCM
 * with the key so agreed on.
 */
public final class PublicBoxKeys implements SealingKeys {
  private final SortedMap<String, BoxKey> byRegion;
  private final SecureRandom random = new SecureRandom();

  /** A region's key and its id. */
  public record BoxKey(String id, PublicKey key) {
    /**
     * Reads a public key.
     *
     * @param base64 of its X.509 form
     * @throws IllegalArgumentException where it is none
     */
    public static BoxKey parse(String id, String base64) {
      try {
        byte[] encoded = Base64.getDecoder().decode(base64);
        return new BoxKey(
            id, KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "expected the public key of an X25519 key, X.509 in base64", e);
      }
    }
  }

  /** The key of each region. */
  public PublicBoxKeys(SortedMap<String, BoxKey> byRegion) {
    this.byRegion = Collections.unmodifiableSortedMap(new TreeMap<>(byRegion));
  }

  @Override
  public String keyId(String region) {
    return key(region).id();
  }

  @Override
  public Reading<Fresh> fresh(String region, byte[] authenticated, Instant deadline) {
    byte[] dataKey = new byte[GcmKey.KEY_BYTES];
    random.nextBytes(dataKey);
    try {
      KEM.Encapsulated agreed =
          KEM.getInstance("DHKEM").newEncapsulator(key(region).key(), random).encapsulate();
      byte[] inner = new GcmKey(agreed.key().getEncoded()).seal(dataKey, authenticated, random);
      byte[] outer = agreed.encapsulation();
      byte[] wrapped =
          ByteBuffer.allocate(outer.length + inner.length).put(outer).put(inner).array();
      return new Reading.Known<>(new FreshKey(new GcmKey(dataKey), wrapped, random));
    } catch (GeneralSecurityException e) {
      return new Reading.Unreadable<>(FaultWords.of(e));
    }
  }

  private BoxKey key(String region) {
    BoxKey key = byRegion.get(region);
    if (key == null) {
      throw new IllegalArgumentException("region " + region + " has no key that is sealed with");
    }
    return key;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record FreshKey(GcmKey key, byte[] wrapped, SecureRandom random) implements Fresh {
    @Override
    public byte[] seal(byte[] content, byte[] authenticated) {
      return key.seal(content, authenticated, random);
    }
  }
}
