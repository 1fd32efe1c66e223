package io.fairlead.wiring.shape;

import java.time.Duration;

/** Durations as the file writes them. */
public final class Spans {
  private Spans() {}

  /** The shortest exact text, as in {@code 500ms}, {@code 90s}, {@code 15m}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    if (seconds % 3600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3600 + "h";
  }
}
