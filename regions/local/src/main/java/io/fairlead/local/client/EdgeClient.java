package io.fairlead.local.client;

import io.fairlead.local.http.CallWords;
import io.fairlead.local.http.HttpApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks edges over HTTP: all at once, each within the timeout, every call joined or cancelled before
 * the answers are returned. Never retries and never throws for an edge that is gone.
 */
public final class EdgeClient implements AutoCloseable {
  private static final int MAX_ANSWER = 16 << 20;

  private final ClientSettings settings;
  private final HttpClient http;
  private final Map<String, Duration> offsets = new ConcurrentHashMap<>();

  /** A client for a fleet's edges; nothing is connected yet. */
  public EdgeClient(ClientSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    if (settings.from() != null) {
      builder.localAddress(settings.from());
    }
    this.http = builder.build();
  }

  /** The settings it was made with. */
  public ClientSettings settings() {
    return settings;
  }

  /** Asks each edge its own request, within one timeout. */
  public SortedMap<String, Answer> ask(Map<String, EdgeRequest> requests) {
    return ask(requests, settings.clock().instant().plus(settings.timeout()));
  }

  /** Asks every edge the same, within one timeout and before the deadline. */
  public SortedMap<String, Answer> askAll(EdgeRequest request, Instant deadline) {
    Map<String, EdgeRequest> requests = new TreeMap<>();
    settings.edges().keySet().forEach(region -> requests.put(region, request));
    return ask(requests, deadline);
  }

  /** Asks each edge its own request, within one timeout and before the deadline. */
  public SortedMap<String, Answer> ask(Map<String, EdgeRequest> requests, Instant deadline) {
    List<Addressed> calls = new ArrayList<>();
    requests.forEach((region, request) -> calls.add(new Addressed(region, request)));
    List<Answer> answers = askEach(calls, deadline);
    SortedMap<String, Answer> byRegion = new TreeMap<>();
    for (int i = 0; i < calls.size(); i++) {
      byRegion.put(calls.get(i).region(), answers.get(i));
    }
    return byRegion;
  }

  /** A request and the region whose edge it goes to. */
  public record Addressed(String region, EdgeRequest request) {}

  /** Asks all at once, several of one edge too; one answer a request, in the order given. */
  public List<Answer> askEach(List<Addressed> calls, Instant deadline) {
    Instant now = settings.clock().instant();
    Duration left = Duration.between(now, deadline);
    Duration budget = left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
    if (budget.isNegative() || budget.isZero()) {
      return calls.stream().map(_ -> (Answer) new Answer.NotSent()).toList();
    }
    long end = System.nanoTime() + budget.toNanos();
    List<CompletableFuture<HttpResponse<byte[]>>> sent =
        calls.stream().map(call -> send(call, budget)).toList();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      answers.add(await(calls.get(i).region(), sent.get(i), end));
    }
    return List.copyOf(answers);
  }

  /**
   * The edges' clocks minus ours: the median over the edges that ever answered. Good to half a
   * round trip.
   */
  public Optional<Duration> clockOffset() {
    List<Duration> sorted = offsets.values().stream().sorted().toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }

  /** The time by the edges' clocks, or by ours where none has answered yet. */
  public Instant edgeTime() {
    return settings.clock().instant().plus(clockOffset().orElse(Duration.ZERO));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private CompletableFuture<HttpResponse<byte[]>> send(Addressed call, Duration timeout) {
    URI base = settings.edges().get(call.region());
    if (base == null) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException("no edge of region " + call.region()));
    }
    EdgeRequest request = call.request();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(request.path()))
            .timeout(timeout)
            .header(HttpApi.FLEET, settings.fleet())
            .method(
                request.method(),
                request.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(builder::header);
    if (settings.token() != null) {
      builder.header("Authorization", "Bearer " + settings.token());
    }
    return http.sendAsync(
        builder.build(),
        head -> {
          // Noted when it arrives, not when it is looked at: a slower edge may be waited for first.
          noteClock(call.region(), head.headers());
          return BodySubscribers.limiting(BodySubscribers.ofByteArray(), MAX_ANSWER);
        });
  }

  private Answer await(String region, CompletableFuture<HttpResponse<byte[]>> sent, long end) {
    try {
      long left = Math.max(0, end - System.nanoTime());
      HttpResponse<byte[]> response = sent.get(left, TimeUnit.NANOSECONDS);
      Map<String, String> headers = new TreeMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answer.Got(response.statusCode(), headers, response.body());
    } catch (TimeoutException late) {
      sent.cancel(true);
      return new Answer.Lost(region + " did not answer in time");
    } catch (ExecutionException | CancellationException e) {
      return new Answer.Lost(region + " did not answer: " + CallWords.of(e));
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Lost("interrupted while waiting for " + region);
    }
  }

  private void noteClock(String region, HttpHeaders headers) {
    headers
        .firstValue(HttpApi.TIME)
        .flatMap(EdgeClient::time)
        .ifPresent(time -> offsets.put(region, Duration.between(settings.clock().instant(), time)));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (java.time.DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
