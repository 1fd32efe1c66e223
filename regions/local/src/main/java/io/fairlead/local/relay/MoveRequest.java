package io.fairlead.local.relay;

import io.fairlead.local.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks a relay to point at another node.
 *
 * @param intent whose step it is; a step is taken once
 * @param from the holder expected; null = nothing
 * @param to the new holder; null = take it off
 * @param notAfter refused later than this by the edge's clock
 */
public record MoveRequest(
    String intent, @Nullable String from, @Nullable String to, Instant notAfter) {

  /** Names this step for ever: an intent takes a step once. */
  String step() {
    return intent + " " + from + " " + to;
  }

  /** Its JSON form. */
  public ObjectNode json() {
    ObjectNode node = Json.object().put("intent", intent);
    return node.put("from", from).put("to", to).put("notAfter", notAfter.toString());
  }

  /**
   * Reads the JSON form.
   *
   * @throws IllegalArgumentException naming what does not fit
   */
  public static MoveRequest parse(JsonNode node) {
    try {
      return new MoveRequest(
          Json.text(node, "intent"),
          Json.has(node, "from") ? Json.text(node, "from") : null,
          Json.has(node, "to") ? Json.text(node, "to") : null,
          Instant.parse(Json.text(node, "notAfter")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("field 'notAfter' is no time: " + e.getMessage(), e);
    }
  }
}
