package io.fairlead.emulators;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A twin and clients that reach it. */
public final class OnTwin implements AutoCloseable {
  /** The access key of its clients. */
  public static final String ACCOUNT = "111122223333";

  /** Where its things are unless a test says otherwise. */
  public static final String LOCATION = "eu-west-1";

  static final String FLEET = "shop";

  final TwinClock clock = new TwinClock(Instant.parse("2026-01-01T00:00:00Z"));
  final AwsTwin twin;
  final AwsClients clients;

  /** Both under one virtual clock. */
  public OnTwin() throws IOException {
    twin = new AwsTwin(clock);
    clients = clients(ACCOUNT, clock);
  }

  private OnTwin(InstantSource real) throws IOException {
    twin = new AwsTwin(clock);
    clients = clients(ACCOUNT, real);
  }

  /** The adapters' clock is the machine's. */
  static OnTwin inRealTime() throws IOException {
    return new OnTwin(InstantSource.system());
  }

  /** Clients with an access key of their own. */
  AwsClients clients(String accessKey, InstantSource time) {
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")),
            (service, location) -> Optional.of(twin.endpoint()),
            time,
            clock::pass));
  }

  /** The twin. */
  public AwsTwin twin() {
    return twin;
  }

  /** Clients of {@link #ACCOUNT}. */
  public AwsClients clients() {
    return clients;
  }

  /** Route 53 as a function asks it that has all of the functions' part. */
  Route53Calls route53() {
    return Route53Calls.of(clients, Share.ofRegions(1));
  }

  @Override
  public void close() {
    clients.close();
    twin.close();
  }
}
