package io.fairlead.lambda;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.wiring.aws.AwsPassport;
import io.fairlead.wiring.aws.Endpoints;
import io.fairlead.wiring.region.Opening;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/** Clients with the function's role, whose credentials Lambda gives in one of two ways. */
final class Access {
  private Access() {}

  /**
   * The clients of a function; nothing is connected yet.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">SnapStart
   *     uses the container credentials</a>
   */
  static AwsClients clients(Map<String, String> environment, InstantSource clock) {
    return new AwsClients(
        new AwsAccess(
            AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.builder().build()),
            Endpoints.of(environment),
            clock));
  }

  /** Who opens stores: the region's function, known in other clouds by its role. */
  static Opening opening(Settings settings, AwsClients clients, InstantSource clock) {
    return new Opening("fairlead", clock, settings.region())
        .with(List.of(new AwsPassport(clients, settings.location())));
  }
}
