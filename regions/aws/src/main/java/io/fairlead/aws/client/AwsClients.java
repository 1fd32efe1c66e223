package io.fairlead.aws.client;

import io.fairlead.port.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Synchronous clients, one a service and location, made when first asked for. They never retry: the
 * next tick is the retry. Every call ends within {@link #CALL}. No proxy is inherited from the
 * environment.
 */
public final class AwsClients implements AutoCloseable {
  /** The longest that one call takes, connecting included. */
  public static final Duration CALL = Duration.ofSeconds(2);

  /** Said where {@link #budget} has none. */
  public static final String NO_TIME = "no time was left to ask";

  private static final Duration CONNECT = Duration.ofSeconds(1);

  private final AwsAccess access;
  private final SdkHttpClient http;
  private final ConcurrentMap<String, Ec2Client> ec2 = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, S3Client> s3 = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, DynamoDbClient> dynamo = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Route53Client> route53 = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, SnsClient> sns = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, SqsClient> sqs = new ConcurrentHashMap<>();
  private final StoreClock storeClock;
  private final CallCount callCount = new CallCount();

  /** Clients that are reached so; nothing is connected yet. */
  public AwsClients(AwsAccess access) {
    this(access, connections());
  }

  /**
   * The same over connections of somebody else's making.
   *
   * @param connections closed with the clients
   */
  public AwsClients(AwsAccess access, SdkHttpClient connections) {
    this.access = access;
    this.storeClock = new StoreClock(access.clock());
    this.http = new CheckedHttp(connections);
  }

  private static SdkHttpClient connections() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(CALL)
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .build())
        .build();
  }

  /** How they are reached. */
  public AwsAccess access() {
    return access;
  }

  /** The settings of a call that must end by a deadline; empty = no time is left to send it. */
  public Optional<AwsRequestOverrideConfiguration> budget(Instant deadline) {
    return Budget.until(deadline, access.clock());
  }

  /** The time that a call may take which must end by a deadline; empty = too little is left. */
  public Optional<Duration> left(Instant deadline) {
    return Budget.left(deadline, access.clock());
  }

  /** Calls of services that the SDK's clients here know nothing of. */
  public JsonCalls json() {
    return new JsonCalls(http, access, callCount::sent);
  }

  /** EC2 in a location, as in {@code eu-west-1}. */
  public Ec2Client ec2(String location) {
    return ec2.computeIfAbsent(location, at -> configured(Ec2Client.builder(), "ec2", at).build());
  }

  /** S3 in a location; buckets are named in the path where the endpoint is not AWS's. */
  public S3Client s3(String location) {
    return s3.computeIfAbsent(
        location,
        at ->
            configured(S3Client.builder(), "s3", at)
                .forcePathStyle(access.endpoints().of("s3", at).isPresent())
                // Objects are a few hundred bytes and named by ETag: no trailing checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build());
  }

  /** DynamoDB in a location. */
  public DynamoDbClient dynamo(String location) {
    return dynamo.computeIfAbsent(
        location, at -> configured(DynamoDbClient.builder(), "dynamodb", at).build());
  }

  /** Route 53, which has one endpoint for all regions of a partition. */
  public Route53Client route53() {
    return route53.computeIfAbsent(
        Region.AWS_GLOBAL.id(), at -> configured(Route53Client.builder(), "route53", at).build());
  }

  /** SNS in a location. */
  public SnsClient sns(String location) {
    return sns.computeIfAbsent(location, at -> configured(SnsClient.builder(), "sns", at).build());
  }

  /** SQS in a location. */
  public SqsClient sqs(String location) {
    return sqs.computeIfAbsent(location, at -> configured(SqsClient.builder(), "sqs", at).build());
  }

  /** The calls sent since the last question, by service, as in {@code DynamoDb}. */
  public SortedMap<String, Integer> callsTaken() {
    return callCount.taken();
  }

  /**
   * AWS's clock minus ours by the last answer; zero where they agree within a second, empty where
   * nothing has answered yet.
   */
  public Optional<Duration> clockOffset() {
    return storeClock.offset();
  }

  /** The time by AWS's clock, or by ours where nothing has answered yet. */
  public Instant time() {
    return access.clock().instant().plus(clockOffset().orElse(Duration.ZERO));
  }

  /** Whether it is too late to send an order, by AWS's clock: its {@code notAfter} is of that. */
  public boolean isExpired(Order order) {
    return time().isAfter(order.notAfter());
  }

  @Override
  public void close() {
    ec2.values().forEach(Ec2Client::close);
    s3.values().forEach(S3Client::close);
    dynamo.values().forEach(DynamoDbClient::close);
    route53.values().forEach(Route53Client::close);
    sns.values().forEach(SnsClient::close);
    sqs.values().forEach(SqsClient::close);
    http.close();
  }

  /**
   * A client's builder for a location with everything that the others here have. Whoever builds one
   * closes it.
   *
   * @param service as endpoints name it, as in {@code ec2}
   */
  public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B configured(
      B builder, String service, String location) {
    access.endpoints().of(service, location).ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(location))
        .credentialsProvider(access.credentials())
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(storeClock)
                .addExecutionInterceptor(callCount)
                .addExecutionInterceptor(new EmptyBody())
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(CALL)
                .apiCallAttemptTimeout(CALL)
                .build());
  }
}
