package io.fairlead.local.cell;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The content of one version's file: a line of text that names format, version, length and CRC-32C,
 * then the value.
 */
final class CellFile {
  /** Largest value in bytes. */
  static final int MAX_VALUE = 256 * 1024;

  /** Longest first line. */
  static final int MAX_HEAD = 128;

  private static final int FORMAT = 1;
  private static final Pattern HEAD =
      Pattern.compile("version ([0-9]{1,19}) length ([0-9]{1,7}) crc32c ([0-9a-f]{8})");
  private static final Pattern START = Pattern.compile("fairlead-cell ([0-9]{1,9}) (.*)");

  private CellFile() {}

  /** The file of a value. */
  static byte[] encode(long version, byte[] value) {
    byte[] head =
        "fairlead-cell %d version %d length %d crc32c %s\n"
            .formatted(FORMAT, version, value.length, checksum(value))
            .getBytes(StandardCharsets.US_ASCII);
    byte[] file = new byte[head.length + value.length];
    System.arraycopy(head, 0, file, 0, head.length);
    System.arraycopy(value, 0, file, head.length, value.length);
    return file;
  }

  /**
   * The value in a file.
   *
   * @throws IllegalArgumentException saying what is wrong with the file, without its name
   */
  static byte[] decode(long version, byte[] file) {
    int end = lineEnd(file);
    Matcher start = START.matcher(new String(file, 0, end, StandardCharsets.US_ASCII));
    if (!start.matches()) {
      throw new IllegalArgumentException("is no file of a Fairlead cell");
    }
    if (!start.group(1).equals(String.valueOf(FORMAT))) {
      throw new IllegalArgumentException(
          "has format "
              + start.group(1)
              + ", this Fairlead reads format "
              + FORMAT
              + ": a newer Fairlead wrote it, upgrade this one");
    }
    Matcher head = HEAD.matcher(start.group(2));
    if (!head.matches()) {
      throw new IllegalArgumentException("is damaged: its first line is '" + start.group() + "'");
    }
    return value(version, head, file, end + 1);
  }

  private static byte[] value(long version, Matcher head, byte[] file, int from) {
    if (!head.group(1).equals(String.valueOf(version))) {
      throw new IllegalArgumentException(
          "was written as version " + head.group(1) + ": it was copied or renamed");
    }
    int length = Integer.parseInt(head.group(2));
    if (file.length - from != length) {
      throw new IllegalArgumentException(
          "is torn: " + (file.length - from) + " of " + length + " bytes are there");
    }
    byte[] value = new byte[length];
    System.arraycopy(file, from, value, 0, length);
    if (!checksum(value).equals(head.group(3))) {
      throw new IllegalArgumentException("is damaged: its checksum does not match");
    }
    return value;
  }

  private static int lineEnd(byte[] file) {
    for (int i = 0; i < Math.min(file.length, MAX_HEAD); i++) {
      if (file[i] == '\n') {
        return i;
      }
    }
    return 0;
  }

  private static String checksum(byte[] value) {
    CRC32C sum = new CRC32C();
    sum.update(value, 0, value.length);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
