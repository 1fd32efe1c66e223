package io.fairlead.artifact;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a copy has been read again, and when that was last gone on with. Each step reads as much
 * as keeps the round's pace, and no more than its budget.
 *
 * @param last when the last step was, or when the first copy was made
 * @param next path that the next step begins at; empty = the first
 */
public record ScrubCursor(Instant last, String next) {
  /** Every object is read once in this time, as long as the budget of a step suffices. */
  public static final Duration ROUND = Duration.ofDays(7);

  /** Time between two steps at least. */
  public static final Duration STEP = Duration.ofHours(1);

  /** Objects of a step at most. */
  public static final int MAX_OBJECTS = 10_000;

  /** Bytes of a step at most; one object may have more. */
  public static final long MAX_BYTES = 1L << 30;

  /** Before the first step. */
  public static ScrubCursor at(Instant now) {
    return new ScrubCursor(now, "");
  }

  /**
   * Objects to be read now.
   *
   * @param all that the copy has
   * @return 0 where no step is due
   */
  public int portion(int all, Instant now) {
    Duration passed = Duration.between(last, now);
    if (passed.compareTo(STEP) < 0) {
      return 0;
    }
    double share = Math.min(1, passed.toMillis() / (double) ROUND.toMillis());
    return Math.min(MAX_OBJECTS, (int) Math.ceil(all * share));
  }

  /** On one line. */
  String text() {
    return last + " " + next;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static ScrubCursor parse(String text) {
    int blank = text.indexOf(' ');
    try {
      if (blank < 0) {
        throw new DateTimeException("no time");
      }
      return new ScrubCursor(Instant.parse(text.substring(0, blank)), text.substring(blank + 1));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a time and a path, found '" + text + "'", e);
    }
  }
}
