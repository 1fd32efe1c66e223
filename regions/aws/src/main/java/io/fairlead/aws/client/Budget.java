package io.fairlead.aws.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * The time that a call may take: what is left before a deadline, at most {@link AwsClients#CALL}.
 */
final class Budget {
  private static final Duration LEAST = Duration.ofMillis(20);

  private Budget() {}

  /** The settings of a call that must end by the deadline; empty = no time is left to send it. */
  static Optional<AwsRequestOverrideConfiguration> until(Instant deadline, InstantSource clock) {
    return left(deadline, clock)
        .map(
            call ->
                AwsRequestOverrideConfiguration.builder()
                    .apiCallTimeout(call)
                    .apiCallAttemptTimeout(call)
                    .build());
  }

  /** The same as a time. */
  static Optional<Duration> left(Instant deadline, InstantSource clock) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    return Optional.of(left.compareTo(AwsClients.CALL) < 0 ? left : AwsClients.CALL);
  }
}
