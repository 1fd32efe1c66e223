package io.fairlead.emulators.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What runs were billed that found their slot done. */
record DoneSlots(int runs, Duration least, Duration median, Duration p95) {
  private static final double MILLION = 1e6;

  /** Of durations, shortest first. */
  static DoneSlots of(List<Duration> billed) {
    int runs = billed.size();
    return new DoneSlots(
        runs, billed.getFirst(), billed.get(runs / 2), billed.get(runs * 95 / 100));
  }

  /** As a benchmark leaves it. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"benchmark\":\"done-slot\",\"runs\":%d,\"callsEach\":1,\"leastMillis\":%.2f,"
            + "\"medianMillis\":%.2f,\"p95Millis\":%.2f}%n",
        runs,
        least.toNanos() / MILLION,
        median.toNanos() / MILLION,
        p95.toNanos() / MILLION);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "a slot that is done already, %d runs, one call each: median %.2f ms, p95 %.2f ms",
        runs,
        median.toNanos() / MILLION,
        p95.toNanos() / MILLION);
  }
}
