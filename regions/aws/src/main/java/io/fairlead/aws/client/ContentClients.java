package io.fairlead.aws.client;

import io.fairlead.aws.wire.WireClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Utilities;

/**
 * Clients of S3 for content, which takes longer than a tick's calls may: a silence of {@link
 * #SILENCE} ends one, and so does a time by its length. They never retry.
 */
public final class ContentClients implements AutoCloseable {
  /** The longest that a store may say nothing. */
  public static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration LEAST = Duration.ofMillis(20);

  /** The slowest that content may come or go, in bytes a second: what is slower is given up. */
  private static final long SLOWEST = 16_384;

  private final AwsAccess access;
  private final SdkHttpClient http;
  private final ContentCalls calls;
  private final StoreClock storeClock;
  private final CallCount callCount = new CallCount();
  private final ConcurrentMap<String, S3Client> s3 = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, URI> bases = new ConcurrentHashMap<>();

  /** Clients that are reached so; nothing is connected yet. */
  public ContentClients(AwsAccess access) {
    this.access = access;
    this.storeClock = new StoreClock(access.clock());
    this.http =
        new CheckedHttp(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(SILENCE)
                .proxyConfiguration(
                    ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariablesValues(false)
                        .build())
                .build());
    this.calls =
        new ContentCalls(
            new WireClient(CONNECT, SILENCE), access.credentials(), () -> callCount.sent("S3"));
  }

  /** The requests that are sent for each object, past the SDK's own clients. */
  public ContentCalls calls() {
    return calls;
  }

  /** Where a bucket's objects are: their keys are added to it, percent-encoded. */
  public URI base(String location, String bucket) {
    return bases.computeIfAbsent(
        location + "/" + bucket,
        _ -> {
          Optional<URI> own = access.endpoints().of("s3", location);
          if (own.isPresent()) {
            return URI.create(own.get().toString().replaceFirst("/$", "") + "/" + bucket + "/");
          }
          String key = "k";
          String url = utilities(location).getUrl(at -> at.bucket(bucket).key(key)).toString();
          return URI.create(url.substring(0, url.length() - key.length()));
        });
  }

  /** Without a client, which takes long to make. */
  private static S3Utilities utilities(String location) {
    return S3Utilities.builder().region(Region.of(location)).build();
  }

  /** S3 in a location; buckets are named in the path where the endpoint is not AWS's. */
  public S3Client s3(String location) {
    return s3.computeIfAbsent(location, this::connected);
  }

  /** The settings of a call of the SDK that may take so long. */
  public static AwsRequestOverrideConfiguration within(Duration limit) {
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(limit)
        .apiCallAttemptTimeout(limit)
        .build();
  }

  /**
   * How long a call may take that must be answered by a deadline; empty = no time is left to send
   * it.
   *
   * @param length bytes that it sends
   */
  public Optional<Duration> limit(Instant deadline, long length) {
    Duration left = Duration.between(access.clock().instant(), deadline);
    if (left.compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    Duration most = SILENCE.plusSeconds(length / SLOWEST);
    return Optional.of(left.compareTo(most) < 0 ? left : most);
  }

  /** The calls sent since the last question. */
  public int callsTaken() {
    return callCount.taken().values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public void close() {
    s3.values().forEach(S3Client::close);
    calls.close();
    http.close();
  }

  private S3Client connected(String location) {
    var builder = S3Client.builder();
    access.endpoints().of("s3", location).ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(location))
        .credentialsProvider(access.credentials())
        .httpClient(http)
        .forcePathStyle(access.endpoints().of("s3", location).isPresent())
        // Content is named by its digest and checked by whoever reads it.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(storeClock)
                .addExecutionInterceptor(callCount)
                .addExecutionInterceptor(new EmptyBody())
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build())
        .build();
  }
}
