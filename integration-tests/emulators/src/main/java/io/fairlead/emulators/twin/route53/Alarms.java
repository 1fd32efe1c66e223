package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.cloudwatch.CloudWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Alarms of CloudWatch as health checks see them: Route 53 reads the metric by the alarm's
 * configuration and does not wait for the alarm. Here a value is seen a minute after it was put.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html#dns-failover-determining-health-of-endpoints-cloudwatch">
 *     Health checks that monitor CloudWatch alarms</a>
 */
record Alarms(InstantSource clock, CloudWatch cloudWatch) {
  /** How long a value is on its way to Route 53: an assumption, on the slow side. */
  private static final Duration DELAY = Duration.ofSeconds(60);

  /** The longest that a value stands for where nothing follows. */
  private static final Duration DATA = Duration.ofSeconds(180);

  void admit(HealthCheck check) {
    if (check.isOfMetric() && !cloudWatch.has(String.valueOf(check.alarm()))) {
      throw new Refusal(400, "InvalidInput", "the alarm " + check.alarm() + " does not exist");
    }
  }

  /** The word of the last minutes that Route 53 has seen. */
  boolean isHealthy(HealthCheck check) {
    Instant until = clock.instant().minus(DELAY);
    Optional<CloudWatch.Seen> seen = cloudWatch.seen(String.valueOf(check.alarm()), until);
    boolean fresh = seen.isPresent() && seen.get().minute().plus(DATA).isAfter(until);
    Optional<Boolean> told = seen.map(last -> !last.breaching());
    return switch (check.withoutData()) {
      case "Healthy" -> !fresh || told.orElse(true);
      case "Unhealthy" -> fresh && told.orElse(false);
      default -> told.orElse(true);
    };
  }
}
