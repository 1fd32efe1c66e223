package io.fairlead.emulators.lambda;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A service that an emulator has, reached through the twin: its calls are counted, struck and dated
 * like the twin's own.
 *
 * @param operations the operation of a request that names none in header or form
 */
record Forwarded(HttpClient http, URI emulator, Function<Request, String> operations)
    implements Service {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Made by the client itself. */
  private static final Set<String> NOT_SENT =
      Set.of("host", "content-length", "connection", "expect", "transfer-encoding", "upgrade");

  /** Made by the twin itself, the date above all. */
  private static final Set<String> NOT_ANSWERED =
      Set.of("date", "content-length", "connection", "transfer-encoding", "keep-alive", "server");

  @Override
  public String operation(Request request) {
    String target = request.header("x-amz-target");
    String action = request.parameters().getOrDefault("Action", "");
    return !target.isEmpty()
        ? target.substring(target.lastIndexOf('.') + 1)
        : action.isEmpty() ? operations.apply(request) : action;
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    Request request = call.request();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(emulator.resolve(target(request)))
            .timeout(LIMIT)
            .method(
                request.method(),
                request.bytes().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.bytes()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!NOT_SENT.contains(name)) {
                builder.header(name, value);
              }
            });
    try {
      return reply(http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new Refusal(503, "ServiceUnavailable", "the emulator did not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "ServiceUnavailable", "interrupted");
    }
  }

  private static Reply reply(HttpResponse<byte[]> answer) {
    SortedMap<String, String> headers = new TreeMap<>();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_ANSWERED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.getFirst());
              }
            });
    return new Reply(answer.statusCode(), headers, answer.body());
  }

  /** Path and query, encoded again; what a form has stays in the body. */
  private static String target(Request request) {
    String path =
        Arrays.stream(request.path().split("/", -1))
            .map(Forwarded::encoded)
            .collect(Collectors.joining("/"));
    if (request.header("content-type").startsWith("application/x-www-form-urlencoded")
        || request.parameters().isEmpty()) {
      return path;
    }
    return request.parameters().entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String error(Refusal refusal, String requestId) {
    // Rules of tests refuse by status; each protocol reads the code where it has one.
    return "{\"__type\":\""
        + refusal.code()
        + "\",\"message\":\""
        + refusal.getMessage().replace("\"", "'")
        + "\"}";
  }

  @Override
  public Refusal stranger() {
    return new Refusal(403, "InvalidAccessKeyId", "nobody knows this access key");
  }
}
