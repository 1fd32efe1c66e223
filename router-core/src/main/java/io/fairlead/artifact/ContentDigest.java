package io.fairlead.artifact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of some content; what has the same one is the same. */
public record ContentDigest(String hex) implements Comparable<ContentDigest> {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int BRIEF = 8;

  public ContentDigest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "'" + hex + "' is no SHA-256: 64 hexadecimal digits, a-f in lower case");
    }
  }

  /** The digest of bytes. */
  public static ContentDigest of(byte[] content) {
    return of(algorithm(), content);
  }

  /** The digest of what an algorithm has been fed; the algorithm starts anew. */
  public static ContentDigest ended(MessageDigest fed) {
    return new ContentDigest(HexFormat.of().formatHex(fed.digest()));
  }

  /** A fresh SHA-256, for content that comes in pieces. */
  public static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Its first digits, for people. */
  public String brief() {
    return hex.substring(0, BRIEF);
  }

  @Override
  public int compareTo(ContentDigest other) {
    return hex.compareTo(other.hex);
  }

  private static ContentDigest of(MessageDigest algorithm, byte[] content) {
    algorithm.update(content);
    return ended(algorithm);
  }
}
