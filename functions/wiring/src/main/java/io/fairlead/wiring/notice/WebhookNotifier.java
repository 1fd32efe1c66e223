package io.fairlead.wiring.notice;

import io.fairlead.port.Notifier;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts each notice as JSON {@code {kind fleet subject text at}} to one webhook. A webhook that
 * fails never fails a tick: the failure is told to the log, without the address, which may hold a
 * secret.
 */
public final class WebhookNotifier implements Notifier {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI webhook;
  private final Set<String> kinds;
  private final InstantSource clock;
  private final Consumer<String> failures;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .proxy(ProxySelector.of(null))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * A notifier of one webhook.
   *
   * @param kinds the kinds sent; empty = all
   * @param failures told one sentence for each notice that was not taken
   */
  public WebhookNotifier(
      URI webhook, Set<String> kinds, InstantSource clock, Consumer<String> failures) {
    this.webhook = webhook;
    this.kinds = Set.copyOf(kinds);
    this.clock = clock;
    this.failures = failures;
  }

  @Override
  public void send(List<Notice> notices, Instant deadline) {
    List<CompletableFuture<HttpResponse<Void>>> calls =
        notices.stream()
            .filter(notice -> kinds.isEmpty() || kinds.contains(notice.kind()))
            .map(notice -> post(notice, deadline))
            .toList();
    calls.forEach(this::join);
  }

  private CompletableFuture<HttpResponse<Void>> post(Notice notice, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    Duration limit = left.compareTo(TIMEOUT) < 0 ? left : TIMEOUT;
    if (!limit.isPositive()) {
      return CompletableFuture.failedFuture(new TimeoutException("the tick has no time left"));
    }
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .timeout(limit)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(notice)))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
  }

  private void join(CompletableFuture<HttpResponse<Void>> call) {
    try {
      int status = call.get(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS).statusCode();
      if (status / 100 != 2) {
        failures.accept("the webhook answered " + status + ", 2xx was expected");
      }
    } catch (ExecutionException _) {
      failures.accept("the webhook was not reached");
    } catch (TimeoutException _) {
      call.cancel(true);
      failures.accept("the webhook did not answer within " + TIMEOUT.toSeconds() + " s");
    } catch (InterruptedException _) {
      call.cancel(true);
      Thread.currentThread().interrupt();
    }
  }
}
