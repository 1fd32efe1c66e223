package io.fairlead.functionapp;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import io.fairlead.local.http.QuickRequest;
import io.fairlead.local.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** A request to introspect, as the platform hands it over, and its answer. */
final class Introspected {
  private Introspected() {}

  static QuickRequest asked(HttpRequestMessage<Optional<String>> request) {
    TreeMap<String, String> headers = new TreeMap<>();
    request
        .getHeaders()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new QuickRequest(
        request.getHttpMethod().name(),
        "/introspect",
        headers,
        request.getBody().orElse("").getBytes(StandardCharsets.UTF_8));
  }

  static HttpResponseMessage answered(HttpRequestMessage<Optional<String>> request, Reply reply) {
    HttpResponseMessage.Builder response =
        request.createResponseBuilder(HttpStatusType.custom(reply.status()));
    reply.headers().forEach(response::header);
    return response.body(new String(reply.body(), StandardCharsets.UTF_8)).build();
  }
}
