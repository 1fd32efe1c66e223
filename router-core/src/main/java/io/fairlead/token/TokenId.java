package io.fairlead.token;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a token is called wherever the token itself must not be: its {@code jti}. It is random and
 * tells nothing of the token.
 *
 * @param hex 32 hexadecimal digits
 */
public record TokenId(String hex) implements Comparable<TokenId> {
  /** Random bytes that an id is made of. */
  public static final int BYTES = 16;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  public TokenId {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a token's id is 32 hexadecimal digits, as 'fairlead tokens list' shows them");
    }
  }

  /** The id of random bytes. */
  public static TokenId of(byte[] random) {
    return new TokenId(HexFormat.of().formatHex(random));
  }

  @Override
  public int compareTo(TokenId other) {
    return hex.compareTo(other.hex);
  }
}
