package io.fairlead.benchmarks.dark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When the function of one region runs. EventBridge Scheduler has a precision of a minute: a run
 * comes at any second of its minute. Messages of the queue come when their slot begins, or a little
 * later.
 *
 * @param queue whether messages come at all
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html">60
 *     second precision</a>
 */
record Pace(Duration interval, boolean queue) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The longest that a message waits for its poller, and a function for its start. */
  private static final Duration MOST_DELIVERY = Duration.ofMillis(1500);

  /** The runs within so many minutes, in order of time. */
  List<Instant> runs(Instant start, int minutes, RandomGenerator random) {
    List<Instant> runs = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      Instant from = start.plus(MINUTE.multipliedBy(minute));
      if (queue) {
        for (Duration at = Duration.ZERO; at.compareTo(MINUTE) < 0; at = at.plus(interval)) {
          runs.add(from.plus(at).plusMillis(random.nextLong(MOST_DELIVERY.toMillis())));
        }
      } else {
        runs.add(from.plusMillis(random.nextLong(MINUTE.toMillis())));
      }
    }
    return runs;
  }
}
