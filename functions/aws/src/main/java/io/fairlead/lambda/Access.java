package io.fairlead.lambda;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.wiring.aws.Endpoints;
import java.time.InstantSource;
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
}
