package io.fairlead.artifact;

/**
 * Who published a version and why, each on one line.
 *
 * @param reason may be empty
 */
public record Note(String by, String reason) {
  private static final int MAX_LENGTH = 200;

  public Note {
    by = line(by);
    reason = line(reason);
  }

  private static String line(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH).strip();
  }
}
