package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.JsonCalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long a call may take, how often it is sent, and to which host it goes where nothing stands in
 * for AWS. Names of hosts follow a property of the process, so that nothing runs beside.
 */
@Isolated
class CallLimitsTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final String DUAL_STACK = "aws.useDualstackEndpoint";
  private static final List<String> LOCATIONS = List.of("eu-west-1", "ap-southeast-2");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Recorded sent = new Recorded();
  private final AwsClients clients =
      new AwsClients(
          new AwsAccess(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
              AwsAccess.Endpoints.AWS,
              InstantSource.fixed(NOW)),
          sent);

  @AfterEach
  void close() {
    System.clearProperty(DUAL_STACK);
    clients.close();
  }

  @Test
  void every_client_gives_a_call_two_seconds_and_sends_it_once() {
    List<SdkClient> all = all("eu-west-1");
    assertThat(all).hasSize(declared());

    assertThat(all)
        .allSatisfy(
            client -> {
              ClientOverrideConfiguration settings =
                  client.serviceClientConfiguration().overrideConfiguration();
              assertThat(settings.apiCallTimeout()).contains(LIMIT);
              assertThat(settings.apiCallAttemptTimeout()).contains(LIMIT);
              assertThat(settings.retryStrategy().orElseThrow().maxAttempts()).isEqualTo(1);
            });
  }

  @Test
  void a_call_has_two_seconds_of_a_long_deadline_the_rest_of_a_short_one_and_else_is_not_sent() {
    assertThat(limits(Duration.ofSeconds(30))).containsExactly(LIMIT, LIMIT);
    Duration rest = Duration.ofMillis(700);
    assertThat(limits(rest)).containsExactly(rest, rest);
    assertThat(clients.left(NOW.plus(Duration.ofMinutes(1)))).contains(LIMIT);
    assertThat(clients.budget(NOW.plusMillis(19))).isEmpty();
    assertThat(clients.budget(NOW.minusSeconds(1))).isEmpty();
  }

  @Test
  void every_service_is_asked_in_its_location_and_route_53_alone_is_not() {
    for (String location : LOCATIONS) {
      assertThat(hosts(location))
          .containsExactly(
              "dynamodb." + location + ".amazonaws.com",
              "ec2." + location + ".amazonaws.com",
              "kms." + location + ".amazonaws.com",
              "route53.amazonaws.com",
              "bucket.s3." + location + ".amazonaws.com",
              "sns." + location + ".amazonaws.com",
              "sqs." + location + ".amazonaws.com");
    }
  }

  /** All that functions ask; keys that sign are for who publishes, and have no such host here. */
  @Test
  void every_service_of_the_functions_has_a_host_of_both_stacks_where_they_ask_for_one() {
    System.setProperty(DUAL_STACK, "true");
    for (String location : LOCATIONS) {
      assertThat(hosts(location))
          .containsExactly(
              "dynamodb." + location + ".api.aws",
              "ec2." + location + ".api.aws",
              "kms." + location + ".amazonaws.com",
              "route53.global.api.aws",
              "bucket.s3.dualstack." + location + ".amazonaws.com",
              "sns." + location + ".api.aws",
              "sqs." + location + ".api.aws");
    }
  }

  private List<Duration> limits(Duration left) {
    AwsRequestOverrideConfiguration budget = clients.budget(NOW.plus(left)).orElseThrow();
    return List.of(
        budget.apiCallTimeout().orElseThrow(), budget.apiCallAttemptTimeout().orElseThrow());
  }

  private List<SdkClient> all(String location) {
    return List.of(
        clients.dynamo(location),
        clients.ec2(location),
        clients.route53(),
        clients.s3(location),
        clients.sns(location),
        clients.sqs(location));
  }

  /** A client that is added is one that this test has to know. */
  private static int declared() {
    return (int)
        Arrays.stream(AwsClients.class.getMethods())
            .filter(method -> SdkClient.class.isAssignableFrom(method.getReturnType()))
            .count();
  }

  /** The host of one call of each service, in the order of their names. */
  private List<String> hosts(String location) {
    SortedMap<String, Runnable> calls = new TreeMap<>();
    calls.put("dynamodb", () -> clients.dynamo(location).listTables());
    calls.put("ec2", () -> clients.ec2(location).describeAddresses());
    calls.put("kms", () -> kms(location));
    calls.put("route53", () -> clients.route53().listHostedZones());
    calls.put(
        "s3", () -> clients.s3(location).getObjectAsBytes(get -> get.bucket("bucket").key("k")));
    calls.put("sns", () -> clients.sns(location).listTopics());
    calls.put("sqs", () -> clients.sqs(location).listQueues());
    sent.hosts.clear();
    calls.values().forEach(CallLimitsTest::unanswered);
    return List.copyOf(sent.hosts);
  }

  private void kms(String location) {
    JsonCalls.Call call =
        new JsonCalls.Call(
            "kms", location, "TrentService.Sign", JsonMapper.shared().createObjectNode());
    clients.json().send(call, LIMIT);
  }

  private static void unanswered(Runnable call) {
    try {
      call.run();
      throw new AssertionError("a call was answered by nobody");
    } catch (SdkException expected) {
      assertThat(expected).hasStackTraceContaining("nobody answers here");
    }
  }

  /** Connections to nowhere. */
  private static final class Recorded implements SdkHttpClient {
    private final List<String> hosts = new CopyOnWriteArrayList<>();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      hosts.add(request.httpRequest().host());
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          throw new IOException("nobody answers here");
        }

        @Override
        public void abort() {
          // Nothing is under way.
        }
      };
    }

    @Override
    public void close() {
      hosts.clear();
    }
  }
}
