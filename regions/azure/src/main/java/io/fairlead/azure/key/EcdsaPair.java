package io.fairlead.azure.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A signature of ECDSA over P-256 as JSON Web Algorithms write it, two numbers of 32 bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.4">RFC 7518, 3.4</a>
 */
final class EcdsaPair {
  private static final int NUMBER = 32;
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private EcdsaPair() {}

  /**
   * The same in DER, which everybody else reads.
   *
   * @throws IllegalArgumentException where it has another length
   */
  static byte[] der(byte[] pair) {
    if (pair.length != 2 * NUMBER) {
      throw new IllegalArgumentException("expected 64 bytes, found " + pair.length);
    }
    byte[] r = new BigInteger(1, Arrays.copyOf(pair, NUMBER)).toByteArray();
    byte[] s = new BigInteger(1, Arrays.copyOfRange(pair, NUMBER, 2 * NUMBER)).toByteArray();
    // Numbers of P-256 are far shorter than lengths of two bytes begin.
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(SEQUENCE);
    der.write(r.length + s.length + 4);
    for (byte[] number : new byte[][] {r, s}) {
      der.write(INTEGER);
      der.write(number.length);
      der.writeBytes(number);
    }
    return der.toByteArray();
  }
}
