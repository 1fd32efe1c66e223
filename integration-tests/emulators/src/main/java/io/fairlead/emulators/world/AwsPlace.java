package io.fairlead.emulators.world;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** A twin and what reaches it, for one world after the other: each has an account of its own. */
public final class AwsPlace implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final TwinClock clock = new TwinClock(START);
  private final AwsTwin twin;
  private final AwsClients clients;
  private int worlds;

  /** A place with nothing in it. */
  public AwsPlace() throws IOException {
    this.twin = new AwsTwin(clock);
    this.clients =
        new AwsClients(
            new AwsAccess(
                () -> AwsBasicCredentials.create(account(), "secret"),
                (service, location) -> Optional.of(twin.endpoint()),
                clock,
                clock::pass));
  }

  /** What AWS is here. */
  public AwsTwin twin() {
    return twin;
  }

  /** What reaches it, with the credentials of the newest world. */
  public AwsClients clients() {
    return clients;
  }

  /** Time here. */
  public TwinClock clock() {
    return clock;
  }

  String account() {
    return "%012d".formatted(worlds);
  }

  /** Begins another world, without the faults of the one before. */
  int begin() {
    twin.faults().clear();
    twin.forgetCalls();
    worlds++;
    return worlds;
  }

  @Override
  public void close() {
    clients.close();
    twin.close();
  }
}
