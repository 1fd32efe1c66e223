package io.fairlead.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Durations as people write them. */
final class Durations {
  private Durations() {}

  /** The same of something measured, where less than a second tells nobody anything. */
  static String measured(Duration duration) {
    return text(
        duration.compareTo(Duration.ofSeconds(1)) < 0
            ? duration
            : duration.truncatedTo(ChronoUnit.SECONDS));
  }

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
