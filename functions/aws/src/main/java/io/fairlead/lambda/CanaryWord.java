package io.fairlead.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the last scheduled run of this process found of the canary. Queued runs tell it as well, and
 * not for long: the next scheduled run may be another process's, which finds it healed.
 */
final class CanaryWord {
  /** A scheduled run comes each minute: one may be missing. */
  static final Duration MOST_AGE = Duration.ofMinutes(2);

  private String trouble = "";
  private Instant at = Instant.MIN;

  /**
   * Takes a scheduled run's word.
   *
   * @param why the canary could not be made anew; empty = it could
   */
  void said(String why, Instant now) {
    trouble = why;
    at = now;
  }

  /** The finding of a region's canary; empty where none is known that is new enough. */
  SortedMap<String, String> finding(String region, Instant now) {
    SortedMap<String, String> finding = new TreeMap<>();
    if (!trouble.isEmpty() && Duration.between(at, now).compareTo(MOST_AGE) < 0) {
      finding.put("canary/" + region, trouble);
    }
    return finding;
  }
}
