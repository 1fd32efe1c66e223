package io.fairlead.gateway.kong;

import io.fairlead.gateway.kong.AdminHttp.Answer;
import io.fairlead.port.Reading;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
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
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int SAME = 304;
  private static final int WRONG = 400;
  private static final int BUSY = 429;
  private static final int SERVER = 500;

  private final AdminHttp http;

  /**
   * A node. Nothing is connected yet.
   *
   * @param admin where its Admin API answers, as in {@code http://10.0.1.11:8001}
   * @param token of its RBAC, sent as {@code Kong-Admin-Token}; null = none
   */
  public KongNode(URI admin, @Nullable String token, InstantSource clock) {
    http = new AdminHttp(admin, token, clock);
  }

  /** Answer to a load. */
  sealed interface Loaded {
    /** It answered that it has it; only its hash proves it. */
    record Taken() implements Loaded {}

    /** Another load is under way; nothing was changed. */
    record Busy(Duration retryAfter) implements Loaded {}

    /** It read the file and does not take it; it serves what it served. */
    record Wrong(String why) implements Loaded {}

    /** It does not let us; it serves what it served. */
    record Refused(String why) implements Loaded {}

    /** It may have it or not. */
    record Unknown(String why) implements Loaded {}
  }

  /** For people: where it is. */
  String name() {
    return http.name();
  }

  /** The MD5 of the configuration that it serves, in hex; 32 zeros = it has none. */
  Reading<String> hash(Instant deadline) {
    return switch (http.sent(http.request("/status").GET(), deadline)) {
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
        http.request("/config?check_hash=1&flatten_errors=1")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return switch (http.sent(post, deadline)) {
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
    if (status == WRONG) {
      return new Loaded.Wrong(why);
    }
    return status < SERVER ? new Loaded.Refused(why) : new Loaded.Unknown(why);
  }
}
