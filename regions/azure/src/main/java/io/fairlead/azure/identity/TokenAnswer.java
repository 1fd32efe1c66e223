package io.fairlead.azure.identity;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token that was given.
 *
 * @param renewFrom half of its life
 */
record TokenAnswer(String value, Instant renewFrom, Instant expires) {
  private static final int SHOWN = 200;

  /**
   * Reads an answer.
   *
   * @throws NoToken where it is no token with a life
   */
  static TokenAnswer parse(String body, Instant now) {
    JsonNode node = json(body);
    String token = node.path("access_token").asString("");
    // As a text or a number; seconds from now where there are, because our clock may be off.
    long in = seconds(node.path("expires_in"));
    long on = seconds(node.path("expires_on"));
    Instant expires = in > 0 ? now.plusSeconds(in) : Instant.ofEpochSecond(on);
    if (token.isEmpty() || !expires.isAfter(now)) {
      throw new NoToken("what was answered is no token that is still alive");
    }
    return new TokenAnswer(token, now.plus(Duration.between(now, expires).dividedBy(2)), expires);
  }

  /** What a refusal says, in one line: the error and the first line of its description. */
  static String refusal(HttpResponse<String> answer) {
    JsonNode node = json(answer.body());
    String error = node.path("error").asString("without an error");
    String line = node.path("error_description").asString("").lines().findFirst().orElse("");
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    return "gives no token: "
        + answer.statusCode()
        + " "
        + error
        + (shown.isEmpty() ? "" : " (" + shown + ")");
  }

  private static JsonNode json(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException notJson) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  private static long seconds(JsonNode node) {
    try {
      return Long.parseLong(node.asString("0"));
    } catch (NumberFormatException notSeconds) {
      return 0;
    }
  }
}
