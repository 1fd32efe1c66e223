package io.fairlead.token;

import java.nio.ByteBuffer;

/**
 * A keyed digest that a token is found by: whoever does not have the key can neither make it nor
 * learn anything from how long a search takes.
 */
public record LookupKey(long first, long second, long third, long fourth) {
  /** Of the 32 bytes of an HMAC-SHA-256. */
  public static LookupKey of(byte[] code) {
    ByteBuffer bytes = ByteBuffer.wrap(code);
    return new LookupKey(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }
}
