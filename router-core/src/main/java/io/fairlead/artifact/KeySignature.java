package io.fairlead.artifact;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A signature and the id of the key that made it.
 *
 * @param keyId as topologies name it
 * @param base64 the signature
 */
public record KeySignature(String keyId, String base64) {
  private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4,1020}={0,2}");

  public KeySignature {
    if (!ID.matcher(keyId).matches() || !isBase64(base64)) {
      throw new IllegalArgumentException("no signature: a key's id and base64 were expected");
    }
  }

  /** Whether it is written as an encoder writes it: decoders pass over bits that say nothing. */
  private static boolean isBase64(String text) {
    return BASE64.matcher(text).matches()
        && Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)).equals(text);
  }
}
