package io.fairlead.aws.client;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Route 53 as one process asks it: whoever sends a call has its turn first.
 *
 * @param pace of all calls of the process
 */
public record Route53Calls(AwsClients clients, Share share, Pace pace) {
  /** Those of a process that has this share. */
  public static Route53Calls of(AwsClients clients, Share share) {
    return new Route53Calls(clients, share, new Pace(clients.access(), share));
  }

  /** The client itself. */
  public Route53Client client() {
    return clients.route53();
  }

  /**
   * Waits until a call may be sent, and answers the settings of it; empty = it could not end by the
   * deadline, and is not sent.
   */
  public Optional<AwsRequestOverrideConfiguration> turn(Instant deadline) {
    return pace.await(deadline) ? clients.budget(deadline) : Optional.empty();
  }
}
