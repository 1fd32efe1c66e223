package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How many calls a principal may make on a subscription in a location: a bucket of each kind, which
 * fills up by the second.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling">Understand
 *     how Azure Resource Manager throttles requests</a>
 */
final class Buckets {
  /** Kinds of calls, with their limits. */
  enum Kind {
    READS(250, 25),
    WRITES(200, 10);

    private final int size;
    private final int perSecond;

    Kind(int size, int perSecond) {
      this.size = size;
      this.perSecond = perSecond;
    }

    /** The header that tells how many are left. */
    String header() {
      return "x-ms-ratelimit-remaining-subscription-" + (this == READS ? "reads" : "writes");
    }
  }

  /** Whose a bucket is, and where; what is nowhere in particular is {@code global}. */
  record Of(String principal, String subscription, String location) {
    Of {
      location = location.isEmpty() ? "global" : location;
    }
  }

  private record Bucket(Of of, Kind kind) {}

  private record Level(double left, Instant at) {}

  private final InstantSource clock;
  private final Map<Bucket, Level> levels = new HashMap<>();

  Buckets(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes one call.
   *
   * @return how many are left
   * @throws Refusal when none is
   */
  synchronized int take(Of of, Kind kind) {
    Instant now = clock.instant();
    Bucket bucket = new Bucket(of, kind);
    Level before = levels.getOrDefault(bucket, new Level(kind.size, now));
    double passed = Duration.between(before.at(), now).toMillis() / 1000.0;
    double left = Math.min(kind.size, before.left() + passed * kind.perSecond);
    if (left < 1) {
      throw ArmErrors.retryable(
          "SubscriptionRequestsThrottled",
          "Number of requests for subscription '" + of.subscription() + "' exceeded the limit.",
          Duration.ofSeconds(1));
    }
    levels.put(bucket, new Level(left - 1, now));
    return (int) (left - 1);
  }

  /** Fills every bucket. */
  synchronized void fill() {
    levels.clear();
  }

  /** Leaves so many calls of a kind. */
  synchronized void leave(Of of, Kind kind, int calls) {
    levels.put(new Bucket(of, kind), new Level(calls, clock.instant()));
  }
}
