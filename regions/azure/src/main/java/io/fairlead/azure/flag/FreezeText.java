package io.fairlead.azure.flag;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who laid a freeze object and why, for people. */
final class FreezeText {
  private FreezeText() {}

  /** As in {@code in eu-west by anna (network change)}; of anything else, where it lies. */
  static String of(String store, byte[] body) {
    try {
      JsonNode node = JsonMapper.shared().readTree(body);
      String by = node.path("by").asString("");
      String reason = node.path("reason").asString("");
      return "in "
          + store
          + (by.isEmpty() ? "" : " by " + by)
          + (reason.isEmpty() ? "" : " (" + reason + ")");
    } catch (JacksonException notJson) {
      return "in " + store;
    }
  }
}
