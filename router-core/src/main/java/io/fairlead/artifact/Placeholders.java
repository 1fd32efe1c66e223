package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts a region's values in place of placeholders in text that comes in pieces: {@code
 * ${fairlead:NAME}} becomes the value, {@code $${fairlead:NAME}} becomes {@code ${fairlead:NAME}},
 * and everything else stays as it is, byte for byte.
 */
public final class Placeholders {
  private static final byte[] OPEN = RegionValues.OPEN.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ESCAPED =
      ("$" + RegionValues.OPEN).getBytes(StandardCharsets.US_ASCII);

  /** What has to be seen to know what begins at a dollar sign. */
  private static final int AHEAD = ESCAPED.length + RegionValues.LONGEST_NAME + 1;

  private final RegionValues values;
  private byte[] held = new byte[0];
  private int line = 1;

  /** For one text, from its beginning. */
  public Placeholders(RegionValues values) {
    this.values = values;
  }

  /**
   * The bytes that become of a whole text.
   *
   * @throws UnknownValue where a placeholder has no value
   */
  public static byte[] replaced(byte[] text, RegionValues values) {
    return new Placeholders(values).replaced(text, text.length);
  }

  /**
   * The bytes that become of a piece and of what was held back before.
   *
   * @throws UnknownValue where a placeholder has no value
   */
  public byte[] next(byte[] piece, int length) {
    byte[] all = Arrays.copyOf(held, held.length + length);
    System.arraycopy(piece, 0, all, held.length, length);
    return replaced(all, all.length - AHEAD);
  }

  /** What is left at the end of the text. */
  public byte[] last() {
    return replaced(held, held.length);
  }

  private byte[] replaced(byte[] text, int until) {
    Bytes out = new Bytes(text.length);
    int at = 0;
    while (at < until) {
      if (begins(text, at, ESCAPED)) {
        out.add(OPEN, OPEN.length);
        at += ESCAPED.length;
      } else if (begins(text, at, OPEN)) {
        String name = name(text, at + OPEN.length);
        byte[] value = values.of(name, line).getBytes(StandardCharsets.UTF_8);
        out.add(value, value.length);
        at += OPEN.length + name.length() + 1;
      } else {
        line += text[at] == '\n' ? 1 : 0;
        out.add(text[at++]);
      }
    }
    held = Arrays.copyOfRange(text, at, text.length);
    return out.all();
  }

  /** What stands before the closing brace; empty = there is none near enough. */
  private static String name(byte[] text, int from) {
    for (int at = from; at < text.length && at <= from + RegionValues.LONGEST_NAME; at++) {
      if (text[at] == '}') {
        return new String(text, from, at - from, StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  private static boolean begins(byte[] text, int at, byte[] with) {
    return at + with.length <= text.length
        && Arrays.equals(text, at, at + with.length, with, 0, with.length);
  }
}
