package io.fairlead.emulators;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.Request;
import io.fairlead.emulators.twin.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service of an emulator behind the twin: what it does is the emulator's; faults, counts and the
 * clock of its answers are the twin's.
 *
 * @param endpoint of the emulator
 * @param http reaches it
 */
public record Behind(URI endpoint, HttpClient http) implements Service {
  private static final String TARGET = "x-amz-target";

  /** Prefix of the codes of errors in DynamoDB's answers. */
  private static final String DYNAMO = "com.amazonaws.dynamodb.v20120810#";

  @Override
  public String operation(Request request) {
    String target = request.header(TARGET);
    return target.isEmpty()
        ? request.parameters().getOrDefault("Action", "")
        : target.substring(target.indexOf('.') + 1);
  }

  @Override
  public Reply answer(Call call, Instant asOf) {
    HttpRequest.Builder forward =
        HttpRequest.newBuilder(endpoint.resolve(call.path()))
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.request().bytes()));
    call.request()
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("x-amz-")
                  || name.equals("authorization")
                  || name.equals("content-type")) {
                forward.header(name, value);
              }
            });
    try {
      HttpResponse<byte[]> got =
          http.send(forward.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(got.statusCode(), new TreeMap<>(Map.of()), got.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at " + endpoint, e);
    }
  }

  /** As DynamoDB words it; who speaks XML gets the status alone. */
  @Override
  public String error(Refusal refusal, String requestId) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("__type", DYNAMO + refusal.code())
        .put("message", refusal.getMessage())
        .toString();
  }

  @Override
  public Refusal stranger() {
    return new Refusal(400, "UnrecognizedClientException", "The security token is invalid.");
  }
}
