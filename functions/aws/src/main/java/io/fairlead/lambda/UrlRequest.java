package io.fairlead.lambda;

import io.fairlead.local.http.QuickRequest;
import io.fairlead.local.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to a function URL, payload format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">Request
 *     and response payloads</a>
 */
record UrlRequest(QuickRequest asked) {
  /** What is no such event is asked by nobody, for nothing: it is answered as such. */
  private static final UrlRequest NOTHING =
      new UrlRequest(new QuickRequest("", "", Map.of(), new byte[0]));

  static UrlRequest read(byte[] event) {
    try {
      JsonNode read = JsonMapper.shared().readTree(event);
      TreeMap<String, String> headers = new TreeMap<>();
      read.path("headers")
          .properties()
          .forEach(
              each ->
                  headers.put(
                      each.getKey().toLowerCase(Locale.ROOT), each.getValue().asString("")));
      return new UrlRequest(
          new QuickRequest(
              read.at("/requestContext/http/method").asString(""),
              read.path("rawPath").asString(""),
              headers,
              body(read)));
    } catch (JacksonException | IllegalArgumentException other) {
      return NOTHING;
    }
  }

  /** Forms come in base64, as everything does that is no text or JSON. */
  private static byte[] body(JsonNode event) {
    String body = event.path("body").asString("");
    return event.path("isBase64Encoded").asBoolean(false)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /** What the function answers with. */
  static byte[] answer(Reply reply) {
    ObjectNode answer = JsonMapper.shared().createObjectNode().put("statusCode", reply.status());
    ObjectNode headers = answer.putObject("headers");
    reply.headers().forEach(headers::put);
    answer
        .put("body", new String(reply.body(), StandardCharsets.UTF_8))
        .put("isBase64Encoded", false);
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }
}
