package io.fairlead.aws.client;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * How AWS is reached.
 *
 * @param credentials of this process; asked at each call
 * @param endpoints where a service is, other than AWS says
 * @param clock compared with deadlines and, as AWS's own corrects it, with orders' {@code notAfter}
 * @param pause lets time pass by that clock, where a service takes only so many calls a second
 */
public record AwsAccess(
    AwsCredentialsProvider credentials, Endpoints endpoints, InstantSource clock, Pause pause) {
  /** The same with the machine's time to wait by. */
  public AwsAccess(AwsCredentialsProvider credentials, Endpoints endpoints, InstantSource clock) {
    this(credentials, endpoints, clock, time -> LockSupport.parkNanos(time.toNanos()));
  }

  /** Lets time pass; it may return early. */
  @FunctionalInterface
  public interface Pause {
    /** Waits about so long. */
    void of(Duration time);
  }

  /** Endpoints that stand in for AWS's own, as in tests and behind private links. */
  public interface Endpoints {
    /** AWS's own everywhere. */
    Endpoints AWS = (service, location) -> Optional.empty();

    /** The endpoint of a service, as in {@code ec2}, in a location; empty = AWS's own. */
    Optional<URI> of(String service, String location);
  }
}
