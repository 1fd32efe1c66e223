package io.fairlead.gateway.kong;

import io.fairlead.artifact.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A node's refusal of a declarative file.
 *
 * @param file the file that was sent, as the node would hash it, by SHA-256
 * @param node where its Admin API answers
 * @param serves the MD5 of what it served then, in hex
 * @param at when it refused
 * @param why for people: what it said
 */
public record Refusal(ContentDigest file, String node, String serves, Instant at, String why) {
  /**
   * The same file is sent again after so long: Kong may take it by then, because a plugin was
   * installed that it lacked.
   */
  static final Duration STANDS = Duration.ofMinutes(10);

  private static final String FORM = "fairlead-refusal/1";

  /** Whether it says of this file that sending it now would be in vain, as far as time goes. */
  boolean standsFor(ContentDigest wanted, Instant now) {
    return file.equals(wanted) && !now.isBefore(at) && now.isBefore(at.plus(STANDS));
  }

  /** For people: what it said, and when the file is sent again. */
  String sentence() {
    return "%s; the same file is sent again after %d minutes, once that node serves something else, or by --scrub"
        .formatted(why, STANDS.toMinutes());
  }

  /** The bytes of a note. */
  public byte[] encode() {
    return String.join(
            "\n", FORM, file.hex(), node, serves, at.toString(), why.replaceAll("\\R", " "), "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else, or torn
   */
  public static Refusal decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    if (lines.size() != 6 || !lines.getFirst().equals(FORM) || !text.endsWith("\n")) {
      throw new IllegalArgumentException("expected a note in form " + FORM);
    }
    try {
      return new Refusal(
          new ContentDigest(lines.get(1)),
          lines.get(2),
          lines.get(3),
          Instant.parse(lines.get(4)),
          lines.get(5));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a time, found '" + lines.get(4) + "'", e);
    }
  }
}
