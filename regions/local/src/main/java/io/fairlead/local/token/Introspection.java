package io.fairlead.local.token;

import io.fairlead.local.http.Json;
import io.fairlead.local.http.QuickRequest;
import io.fairlead.local.http.Reply;
import io.fairlead.token.Situation;
import io.fairlead.token.Takeovers;
import io.fairlead.token.TokenAnswer;
import io.fairlead.token.TokenAnswer.Reason;
import io.fairlead.token.TokenBook;
import io.fairlead.token.TokenText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers whether tokens are active in one region: {@code POST /introspect} of RFC 7662, for
 * callers that authenticate. It holds what it was told last and asks nobody, so it answers while
 * every store is dark. Whoever speaks HTTP for it, a server or a cloud's function, hands it
 * requests.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
public final class Introspection {
  private static final String TOKEN = "token=";
  private static final String FORM = "application/x-www-form-urlencoded";

  /** Bytes of a form at most, whoever hands it over; a token has far fewer. */
  private static final int MOST_BYTES = 8 << 10;

  private final Callers callers;
  private final InstantSource clock;
  private volatile @Nullable Known known;

  /** What is known of tokens, and of failovers. */
  private record Known(TokenBook book, Takeovers takeovers, Instant readAt) {}

  /** Nothing is known yet: whoever asks is asked for patience. */
  public Introspection(Callers callers, InstantSource clock) {
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * From now on answers by these.
   *
   * @param readAt when the journal told of these failovers
   */
  public void know(TokenBook book, Takeovers takeovers, Instant readAt) {
    known = new Known(book, takeovers, readAt);
  }

  /** Answers a request. */
  public Reply reply(QuickRequest request) {
    Known now = known;
    return switch (request.path()) {
      case "/introspect" -> introspect(request, now);
      case "/healthz" ->
          now == null
              ? error(503, "nothing was read yet", Map.of())
              : document(200, Json.object().put("tokens", now.book().size()), Map.of());
      default -> error(404, "here are POST /introspect and GET /healthz", Map.of());
    };
  }

  private Reply introspect(QuickRequest request, @Nullable Known now) {
    if (!request.method().equals("POST")) {
      return error(405, "ask with POST", Map.of("Allow", "POST"));
    }
    if (callers.of(request.header("authorization")).isEmpty()) {
      return error(
          401, "invalid_client", Map.of("WWW-Authenticate", "Basic realm=\"introspection\""));
    }
    Optional<Reply> mistake = mistake(request);
    if (mistake.isPresent()) {
      return mistake.get();
    }
    Optional<String> token = token(request.body());
    if (token.isEmpty()) {
      return error(400, "invalid_request", Map.of());
    }
    return now == null
        ? unavailable()
        : document(200, AnswerJson.of(answer(now, token.get())), Map.of());
  }

  /** What is wrong with how a caller asks; empty = it is a form. */
  private static Optional<Reply> mistake(QuickRequest request) {
    String type = Objects.requireNonNullElse(request.header("content-type"), FORM);
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
      return Optional.of(error(415, "ask with a form: " + FORM, Map.of("Accept", FORM)));
    }
    return request.body().length > MOST_BYTES
        ? Optional.of(error(413, "a form has at most " + MOST_BYTES + " bytes", Map.of()))
        : Optional.empty();
  }

  private TokenAnswer answer(Known now, String presented) {
    Situation situation = new Situation(clock.instant(), now.takeovers(), now.readAt());
    return TokenText.parse(presented)
        .map(token -> now.book().answer(token, situation))
        .orElseGet(() -> new TokenAnswer.Inactive(Reason.UNKNOWN, List.of()));
  }

  /** The one parameter that counts, which is there once. */
  private static Optional<String> token(byte[] body) {
    Optional<String> found = Optional.empty();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      if (pair.startsWith(TOKEN)) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        try {
          found =
              Optional.of(
                  URLDecoder.decode(pair.substring(TOKEN.length()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
          return Optional.empty();
        }
      }
    }
    return found;
  }

  /** The answer of an endpoint that knows nothing. */
  public static Reply unavailable() {
    return error(503, "temporarily_unavailable", Map.of("Retry-After", "1"));
  }

  private static Reply error(int status, String error, Map<String, String> more) {
    return document(status, Json.object().put("error", error), more);
  }

  private static Reply document(int status, ObjectNode node, Map<String, String> more) {
    HashMap<String, String> headers = new HashMap<>(more);
    headers.put("Content-Type", Reply.JSON);
    headers.put("Cache-Control", "no-store");
    return new Reply(status, headers, Json.bytes(node));
  }
}
