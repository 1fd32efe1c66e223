package io.fairlead.gateway.kong;

import io.fairlead.port.FaultWords;
import io.fairlead.port.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Admin API of one node of Kong without a database. Each node has its own configuration, which
 * is replaced whole: requests see the old one or the new one.
 *
 * @see <a
 *     href="https://docs.konghq.com/gateway/latest/production/deployment-topologies/db-less-and-declarative-config/">
 *     DB-less mode</a>
 */
public final class KongNode {
  /** The longest that one request takes: Kong itself gives up a load after 60 s. */
  private static final Duration CALL = Duration.ofSeconds(70);

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int MAX_ANSWER = 1 << 20;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int SAME = 304;
  private static final int BUSY = 429;
  private static final int SERVER = 500;

  private final URI admin;
  private final @Nullable String token;
  private final InstantSource clock;
  private final HttpClient http;

  /**
   * A node. Nothing is connected yet.
   *
   * @param admin where its Admin API answers, as in {@code http://10.0.1.11:8001}
   * @param token of its RBAC, sent as {@code Kong-Admin-Token}; null = none
   */
  public KongNode(URI admin, @Nullable String token, InstantSource clock) {
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

  /** Answer to a load. */
  sealed interface Loaded {
    /** It answered that it has it; only its hash proves it. */
    record Taken() implements Loaded {}

    /** Another load is under way; nothing was changed. */
    record Busy(Duration retryAfter) implements Loaded {}

    /** It does not take it; it serves what it served. */
    record Refused(String why) implements Loaded {}

    /** It may have it or not. */
    record Unknown(String why) implements Loaded {}
  }

  /** For people: where it is. */
  String name() {
    return admin.toString();
  }

  /** The MD5 of the configuration that it serves, in hex; 32 zeros = it has none. */
  Reading<String> hash(Instant deadline) {
    return switch (sent(request("/status").GET(), deadline)) {
      case Answer.None(String why) -> new Reading.Unreadable<>(why);
      case Answer.Got(int status, _, JsonNode body) -> {
        JsonNode hash = body.path("configuration_hash");
        yield status == OK && hash.isString()
            ? new Reading.Known<>(hash.asString(""))
            : new Reading.Unreadable<>(
                "%s/status answered %d without a configuration_hash: is it Kong without a database?"
                    .formatted(name(), status));
      }
    };
  }

  /** Loads a declarative file, which it hashes as it is. */
  Loaded load(String config, Instant deadline) {
    String body = JsonMapper.shared().createObjectNode().put("config", config).toString();
    HttpRequest.Builder post =
        request("/config?check_hash=1&flatten_errors=1")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return switch (sent(post, deadline)) {
      case Answer.None(String why) -> new Loaded.Unknown(why);
      case Answer.Got(int status, _, _) when status == CREATED || status == SAME ->
          new Loaded.Taken();
      case Answer.Got(int status, Duration retryAfter, _) when status == BUSY ->
          new Loaded.Busy(retryAfter);
      case Answer.Got(int status, _, JsonNode answer) -> refused(status, answer);
    };
  }

  private Loaded refused(int status, JsonNode answer) {
    String why = "%s refused it with %d: %s".formatted(name(), status, KongErrors.text(answer));
    return status < SERVER ? new Loaded.Refused(why) : new Loaded.Unknown(why);
  }

  /** What came back. */
  private sealed interface Answer {
    record Got(int status, Duration retryAfter, JsonNode body) implements Answer {}

    record None(String why) implements Answer {}
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(admin + path));
    if (token != null) {
      request.header("Kong-Admin-Token", token);
    }
    return request.header("Accept", "application/json");
  }

  private Answer sent(HttpRequest.Builder request, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (!left.isPositive()) {
      return new Answer.None("no time was left to ask " + name());
    }
    request.timeout(left.compareTo(CALL) < 0 ? left : CALL);
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new Answer.Got(
            response.statusCode(), retryAfter(response), json(body.readNBytes(MAX_ANSWER)));
      }
    } catch (IOException e) {
      return new Answer.None(name() + ": " + FaultWords.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.None(name() + ": interrupted");
    }
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
