package io.fairlead.azure.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.fairlead.port.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Clients of storage accounts, one an account, made when first asked for, and of Azure Resource
 * Manager. They never retry: the next tick is the retry. Every call ends within {@link #CALL},
 * where no other time is given. No proxy is inherited from the environment.
 */
public final class AzureClients {
  /** The longest that one call takes, connecting and a token included. */
  public static final Duration CALL = Duration.ofSeconds(2);

  /** Said where {@link #budget} has none. */
  public static final String NO_TIME = "no time was left to ask";

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration CONTENT = Duration.ofHours(24);
  private static final Duration LEAST = Duration.ofMillis(20);

  private final AzureAccess access;
  private final Duration longest;
  private final HttpClient http;
  private final StoreClock storeClock;
  private final HttpPipeline arm;
  private final ConcurrentMap<StorageAccount, BlobServiceClient> accounts =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Instant> throttled = new ConcurrentHashMap<>();

  /** Clients that are reached so; nothing is connected yet. */
  public AzureClients(AzureAccess access) {
    this(access, CALL);
  }

  /**
   * Clients for content, which takes longer than a tick's calls may.
   *
   * @param longest that a store may say nothing, and that a call without content takes
   */
  public AzureClients(AzureAccess access, Duration longest) {
    this.access = access;
    this.longest = longest;
    this.storeClock = new StoreClock(access.clock());
    this.http =
        new JdkHttpClientBuilder(
                access
                    .http()
                    .get()
                    .version(java.net.http.HttpClient.Version.HTTP_1_1)
                    .proxy(java.net.http.HttpClient.Builder.NO_PROXY))
            .configuration(Configuration.NONE)
            .connectionTimeout(CONNECT)
            .writeTimeout(longest)
            .responseTimeout(longest)
            .readTimeout(longest)
            .build();
    this.arm = new HttpPipelineBuilder().httpClient(http).policies(storeClock).build();
  }

  /** How they are reached. */
  public AzureAccess access() {
    return access;
  }

  /** Requests of Azure Resource Manager, each sent once. */
  public HttpPipeline arm() {
    return arm;
  }

  /** Requests of services that the SDK's clients here know nothing of, each sent once. */
  public HttpPipeline plain() {
    return arm;
  }

  /** The time by our own clock. */
  public Instant now() {
    return access.clock().instant();
  }

  /** A container of an account. */
  public BlobContainerClient container(StorageAccount account, String container) {
    return accounts.computeIfAbsent(account, this::connected).getBlobContainerClient(container);
  }

  /** The time that a call may take which must end by a deadline; empty = too little is left. */
  public Optional<Duration> budget(Instant deadline) {
    Duration left = Duration.between(access.clock().instant(), deadline);
    if (left.compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    return Optional.of(left.compareTo(longest) < 0 ? left : longest);
  }

  /** Azure takes no writes of this identity on a subscription for some time, whoever sends them. */
  public void throttle(String subscription, Duration time) {
    throttled.merge(
        subscription.toLowerCase(Locale.ROOT),
        now().plus(time),
        (one, other) -> one.isAfter(other) ? one : other);
  }

  /** How long Azure takes no writes on a subscription yet; empty = it takes them. */
  public Optional<Duration> throttled(String subscription) {
    Instant until = throttled.get(subscription.toLowerCase(Locale.ROOT));
    return until == null || !now().isBefore(until)
        ? Optional.empty()
        : Optional.of(Duration.between(now(), until));
  }

  /**
   * The stores' clock minus ours by the last answer; zero where they agree within a second, empty
   * where nothing has answered yet.
   */
  public Optional<Duration> clockOffset() {
    return storeClock.offset();
  }

  /** The time by the stores' clock, or by ours where nothing has answered yet. */
  public Instant time() {
    return access.clock().instant().plus(clockOffset().orElse(Duration.ZERO));
  }

  /** Whether it is too late to send an order, by the stores' clock: its {@code notAfter} is. */
  public boolean isExpired(Order order) {
    return time().isAfter(order.notAfter());
  }

  private BlobServiceClient connected(StorageAccount account) {
    // Content has a time of its own with each request, by its length.
    Duration oneTry = longest.equals(CALL) ? CALL : CONTENT;
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder()
            .endpoint(account.endpoint().toString())
            .configuration(Configuration.NONE)
            .httpClient(http)
            .addPolicy(storeClock)
            .retryOptions(
                new RequestRetryOptions(RetryPolicyType.FIXED, 1, oneTry, null, null, null));
    AccountKey key = account.key();
    return key == null
        ? builder.credential(access.identity()).buildClient()
        : builder
            .credential(new StorageSharedKeyCredential(account.name(), key.value()))
            .buildClient();
  }
}
