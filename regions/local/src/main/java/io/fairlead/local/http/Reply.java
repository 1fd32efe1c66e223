package io.fairlead.local.http;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One HTTP answer. */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {
  /** Content type of JSON answers. */
  public static final String JSON = "application/json";

  private static final String CONTENT_TYPE = "Content-Type";

  public Reply {
    headers = Map.copyOf(headers);
  }

  /** A JSON document. */
  public static Reply json(int status, JsonNode node) {
    return new Reply(status, Map.of(CONTENT_TYPE, JSON), Json.bytes(node));
  }

  /** A refusal: {@code {"error": sentence}}. */
  public static Reply error(int status, String sentence) {
    return json(status, Json.object().put("error", sentence));
  }

  /** Bytes as they are, with headers of their own. */
  public static Reply bytes(Map<String, String> headers, byte[] body) {
    return new Reply(200, headers, body);
  }
}
