package io.fairlead.gateway.kong;

import io.fairlead.port.FaultWords;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to one Admin API of Kong, with a bound on their time and on what is read. */
final class AdminHttp {
  /** The longest that one request takes: Kong itself gives up a load after 60 s. */
  private static final Duration CALL = Duration.ofSeconds(70);

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** A page of 1,000 entities with certificates in them is some megabytes. */
  private static final int MAX_ANSWER = 16 << 20;

  private final URI admin;
  private final @Nullable String token;
  private final InstantSource clock;
  private final HttpClient http;

  AdminHttp(URI admin, @Nullable String token, InstantSource clock) {
    this.admin = admin;
    this.token = token;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();
  }

  /** What came back. */
  sealed interface Answer {
    /** An answer, whose body is empty where it is no JSON. */
    record Got(int status, Duration retryAfter, JsonNode body) implements Answer {}

    /** None: the request may have been heard or not. */
    record None(String why) implements Answer {}
  }

  /** For people: where it is. */
  String name() {
    return admin.toString();
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(admin + path));
    if (token != null) {
      request.header("Kong-Admin-Token", token);
    }
    return request.header("Accept", "application/json");
  }

  Answer sent(HttpRequest.Builder request, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (!left.isPositive()) {
      return new Answer.None("no time was left to ask " + name());
    }
    Duration most = left.compareTo(CALL) < 0 ? left : CALL;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    // The client's own time ends with the head of an answer; this one with its last byte.
    CompletableFuture<HttpResponse<Void>> call =
        http.sendAsync(
            request.build(),
            BodyHandlers.ofByteArrayConsumer(piece -> piece.ifPresent(next -> add(body, next))));
    try {
      HttpResponse<?> response = call.get(most.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer.Got(response.statusCode(), retryAfter(response), json(body.toByteArray()));
    } catch (TimeoutException _) {
      return new Answer.None("%s: no whole answer within %d ms".formatted(name(), most.toMillis()));
    } catch (ExecutionException e) {
      return new Answer.None(
          name() + ": " + FaultWords.of(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.None(name() + ": interrupted");
    } finally {
      call.cancel(true);
    }
  }

  /** What is longer than an answer may be is heard to its end, and left out. */
  private static void add(ByteArrayOutputStream body, byte[] next) {
    body.write(next, 0, Math.min(next.length, MAX_ANSWER - body.size()));
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    return Duration.ofSeconds(seconds.matches("[0-9]{1,4}") ? Integer.parseInt(seconds) : 1);
  }

  /** A body that is no JSON, or more of it than is read, says nothing. */
  private static JsonNode json(byte[] body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}
