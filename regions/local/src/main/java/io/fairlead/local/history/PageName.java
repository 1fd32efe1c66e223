package io.fairlead.local.history;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a page: when its last line was written, and what it holds. Names sort by time, and
 * one name never means two contents.
 *
 * @param endMillis time of the last line, milliseconds since the epoch, 0 or more
 * @param digest the first 16 hexadecimal digits of its content's SHA-256
 */
record PageName(long endMillis, String digest) {
  private static final Pattern TEXT = Pattern.compile("(\\d{15})-([0-9a-f]{16})");
  private static final int DIGITS = 16;

  /** The name of a content. */
  static PageName of(Instant end, byte[] content) {
    return new PageName(Math.max(0, end.toEpochMilli()), digest(content));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is no name of a page
   */
  static PageName parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no name of a page of history");
    }
    return new PageName(Long.parseLong(parts.group(1)), parts.group(2));
  }

  /** Whether a content is the one that the name means. */
  boolean names(byte[] content) {
    return digest.equals(digest(content));
  }

  /** As in {@code 001773900000000-0123456789abcdef}. */
  String text() {
    return "%015d-%s".formatted(endMillis, digest);
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
