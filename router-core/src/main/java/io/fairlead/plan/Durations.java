package io.fairlead.plan;

import java.time.Duration;

/** Durations as people write them. */
final class Durations {
  private Durations() {}

  /** As in {@code 500 ms}, {@code 30 s}, {@code 10 min}. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    return seconds >= 60 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
