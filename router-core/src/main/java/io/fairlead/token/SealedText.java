package io.fairlead.token;

import java.nio.charset.StandardCharsets;

/**
 * What is authenticated beside what is encrypted: a box or a key that was moved to another token,
 * region, row or epoch, or whose grant was given another class, scope or time, does not open.
 */
public final class SealedText {
  private SealedText() {}

  /** Of a box with claims. */
  public static byte[] ofClaims(FeedId id, long epoch, TokenGrant grant, String region) {
    return lines("fairlead-box/1", id.text(), Long.toString(epoch), grant.text(), region);
  }

  /** Of a page's key for a region. */
  public static byte[] ofKey(FeedId id, long epoch, String region) {
    return lines("fairlead-key/1", id.text(), Long.toString(epoch), region);
  }

  private static byte[] lines(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
