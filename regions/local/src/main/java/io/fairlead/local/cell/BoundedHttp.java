package io.fairlead.local.cell;

import io.fairlead.local.http.CallWords;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP calls that end in time: connect, request and body together take at most the call timeout or
 * what the deadline leaves. Safe for many threads; one for a process.
 */
public final class BoundedHttp implements AutoCloseable {
  private final HttpClient client;
  private final Settings settings;

  /**
   * How calls are made.
   *
   * @param timeout of one call, from connect to the last byte
   * @param clock what deadlines are told by
   * @param from source address of the connections; null = the system's choice
   * @param headers sent with every request, such as a token
   */
  public record Settings(
      Duration timeout,
      InstantSource clock,
      @Nullable InetAddress from,
      SortedMap<String, String> headers) {
    public Settings {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }
  }

  /** A client without redirects, proxies and cookies. */
  public BoundedHttp(Settings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(settings.timeout());
    if (settings.from() != null) {
      builder.localAddress(settings.from());
    }
    this.client = builder.build();
  }

  /** A client with the system's choice of source address. */
  public BoundedHttp(Duration timeout, InstantSource clock) {
    this(new Settings(timeout, clock, null, new TreeMap<>()));
  }

  /** How a call ended. */
  public sealed interface Ending {}

  /** A whole answer, of any status. */
  public record Answered(HttpResponse<byte[]> response) implements Ending {}

  /** No whole answer; the request may have been carried out. */
  public record Failed(String why) implements Ending {}

  /**
   * Sends a request once.
   *
   * @param most bytes of body taken; a longer answer is a failure
   */
  public Ending send(HttpRequest.Builder request, int most, Instant deadline) {
    Duration left = Duration.between(settings.clock().instant(), deadline);
    Duration limit = left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
    settings.headers().forEach(request::setHeader);
    HttpRequest built = request.build();
    if (!limit.isPositive()) {
      return new Failed(built.uri() + ": the deadline had passed before the request was sent");
    }
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(built, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    try {
      return new Answered(call.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return new Failed(built.uri() + ": no answer within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Failed(built.uri() + ": " + reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed(built.uri() + ": given up while waiting for the answer");
    } finally {
      call.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  private static String reason(ExecutionException e) {
    return CallWords.of(e.getCause() == null ? e : e.getCause());
  }
}
