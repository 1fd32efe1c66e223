package io.fairlead.local.flag;

import io.fairlead.local.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The content of the freeze object: while it is there, nothing is changed. */
public record Freeze(String fleet, String by, String reason) {
  private static final int MAX_TEXT = 1024;

  public Freeze {
    if (by.length() > MAX_TEXT || reason.length() > MAX_TEXT) {
      throw new IllegalArgumentException("name or reason of a freeze exceed " + MAX_TEXT);
    }
  }

  /** For people, as in {@code by anna (network change)}. */
  public String text() {
    return "by " + by + (reason.isEmpty() ? "" : " (" + reason + ")");
  }

  /** Its JSON form. */
  public ObjectNode json() {
    return Json.object().put("fleet", fleet).put("by", by).put("reason", reason);
  }

  /**
   * Reads the JSON form.
   *
   * @throws IllegalArgumentException naming what does not fit
   */
  public static Freeze parse(JsonNode node) {
    return new Freeze(Json.text(node, "fleet"), Json.text(node, "by"), Json.text(node, "reason"));
  }
}
