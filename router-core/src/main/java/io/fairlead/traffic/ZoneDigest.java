package io.fairlead.traffic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;

/** Names the exact content of a zone's records. */
public final class ZoneDigest {
  private static final int DIGITS = 16;
  private static final int DIGITS_OF_NAMES = 8;

  private ZoneDigest() {}

  /** Hex SHA-256, first 16 digits, of the records in key order; the epoch is not part of it. */
  public static String of(RecordSets sets) {
    StringBuilder text = new StringBuilder();
    for (WeightedRecord record : sets.records().values()) {
      RecordText.append(text, record).append('\n');
    }
    return sha256(text.toString()).substring(0, DIGITS);
  }

  /**
   * The same with 8 digits more, which name the DNS names that were looked at: under other names
   * there are other records, and nobody changed one.
   */
  public static String of(RecordSets sets, SortedSet<String> names) {
    return of(sets) + over(names);
  }

  /** Whether a digest was made over just these names. */
  public static boolean isOver(String digest, SortedSet<String> names) {
    return digest.length() == DIGITS + DIGITS_OF_NAMES && digest.endsWith(over(names));
  }

  private static String over(SortedSet<String> names) {
    return sha256(String.join("\n", names)).substring(0, DIGITS_OF_NAMES);
  }

  /** Hex SHA-256 of a text's UTF-8 bytes, 64 digits. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
