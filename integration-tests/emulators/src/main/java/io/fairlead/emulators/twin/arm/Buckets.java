package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How many calls a principal may make on a subscription: a bucket of each kind, which fills up by
 * the second.
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

  private record Level(double left, Instant at) {}

  private final InstantSource clock;
  private final Map<String, Level> levels = new HashMap<>();

  Buckets(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes one call.
   *
   * @return how many are left
   * @throws Refusal when none is
   */
  synchronized int take(String principal, String subscription, Kind kind) {
    Instant now = clock.instant();
    String whose = principal + "/" + subscription + "/" + kind;
    Level before = levels.getOrDefault(whose, new Level(kind.size, now));
    double passed = Duration.between(before.at(), now).toMillis() / 1000.0;
    double left = Math.min(kind.size, before.left() + passed * kind.perSecond);
    if (left < 1) {
      throw ArmErrors.retryable(
          "SubscriptionRequestsThrottled",
          "Number of requests for subscription '" + subscription + "' exceeded the limit.",
          Duration.ofSeconds(1));
    }
    levels.put(whose, new Level(left - 1, now));
    return (int) (left - 1);
  }

  /** Fills every bucket. */
  synchronized void fill() {
    levels.clear();
  }

  /** Leaves so many calls of a kind. */
  synchronized void leave(String principal, String subscription, Kind kind, int calls) {
    levels.put(principal + "/" + subscription + "/" + kind, new Level(calls, clock.instant()));
  }
}
