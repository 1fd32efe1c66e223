package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The zones that a batch is being processed for: one at a time. How long that takes AWS does not
 * tell; here it takes no time until somebody says so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">
 *     PriorRequestNotComplete: a request that arrives before the one before it for the same zone is
 *     processed</a>
 */
final class Processing {
  private final InstantSource clock;
  private final Map<String, Instant> until = new ConcurrentHashMap<>();
  private volatile Duration takes = Duration.ZERO;

  Processing(InstantSource clock) {
    this.clock = clock;
  }

  void takes(Duration time) {
    takes = time;
  }

  /** A batch for a zone arrives. */
  void begin(String zone) {
    Instant now = clock.instant();
    if (now.isBefore(until.getOrDefault(zone, Instant.MIN))) {
      throw new Refusal(
          400,
          "PriorRequestNotComplete",
          "The request was rejected because Route 53 was still processing a prior request.");
    }
    until.put(zone, now.plus(takes));
  }

  /** The clock goes back. */
  void rewind() {
    until.clear();
  }
}
