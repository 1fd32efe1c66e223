package io.fairlead.wiring.region;

/**
 * Something that is not as it should be.
 *
 * @param level whether it keeps the fleet from doing its work
 * @param subject what it is about, as in {@code region/ireland} or {@code zone/orders.example.com}
 * @param expected what should be
 * @param found what is
 * @param todo what a person should do
 */
public record Finding(Level level, String subject, String expected, String found, String todo) {
  /** How much it matters. */
  public enum Level {
    /** Something will not work when it is needed. */
    ERROR,
    /** Something works, and is not as it was meant. */
    WARNING
  }

  /** One that keeps something from working. */
  public static Finding error(String subject, String expected, String found, String todo) {
    return new Finding(Level.ERROR, subject, expected, found, todo);
  }

  /** One that a person should know. */
  public static Finding warning(String subject, String expected, String found, String todo) {
    return new Finding(Level.WARNING, subject, expected, found, todo);
  }

  /** One sentence. */
  public String sentence() {
    return subject + ": expected " + expected + ", found " + found + "; " + todo + ".";
  }
}
