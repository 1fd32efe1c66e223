package io.fairlead.benchmarks.coldstart;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.wiring.aws.Endpoints;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The least that a first tick does before its first probe, without Lambda and without Fairlead's
 * cycles: the same clients, the same three calls, one request to the gateway.
 */
public final class HandWired {
  private static final Pattern PORT = Pattern.compile("port: (\\d+)");

  private HandWired() {}

  /**
   * Runs it.
   *
   * @param arguments {@code micronaut} starts an empty context first
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0) {
      ApplicationContext.builder().start();
    }
    AwsClients clients =
        new AwsClients(
            new AwsAccess(
                EnvironmentVariableCredentialsProvider.create(),
                Endpoints.of(System.getenv()),
                InstantSource.system()));
    String topology =
        clients
            .s3("eu-west-1")
            .getObjectAsBytes(get -> get.bucket("config").key("fairlead.yaml"))
            .asUtf8String();
    Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("slot/one"));
    clients.dynamo("eu-west-1").putItem(put -> put.tableName("fairlead").item(key));
    clients.dynamo("eu-west-1").getItem(get -> get.tableName("fairlead").key(key));
    Matcher port = PORT.matcher(topology);
    if (port.find()) {
      URI gateway = URI.create("http://127.0.0.1:" + port.group(1) + "/ready");
      try (HttpClient http = HttpClient.newHttpClient()) {
        http.send(HttpRequest.newBuilder(gateway).build(), HttpResponse.BodyHandlers.discarding());
      }
    }
    // Until whoever started it has read how much memory it took.
    if (System.in.read() >= 0) {
      throw new IllegalStateException("nothing is said to this process");
    }
  }
}
