package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Refusal;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of writes: as they were sent, and as they are kept. */
final class Bodies {
  private Bodies() {}

  /** The body of a call. */
  static ObjectNode of(Call call) {
    try {
      if (JsonMapper.shared().readTree(call.request().bytes()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException notJson) {
      // Answered below, as what is JSON and no object.
    }
    throw new Refusal(
        400, "InvalidRequestContent", "The request content was invalid and not deserialized.");
  }

  /** A body with the fields that a PATCH names; its arrays are taken whole. */
  static ObjectNode patched(ObjectNode before, ObjectNode patch) {
    ObjectNode next = before.deepCopy();
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode old = next.get(field.getKey());
      boolean both = old instanceof ObjectNode && field.getValue() instanceof ObjectNode;
      next.set(
          field.getKey(),
          both
              ? patched((ObjectNode) old, (ObjectNode) field.getValue())
              : field.getValue().deepCopy());
    }
    return next;
  }

  /** What is kept of a body: what a read would add is left out. */
  static ObjectNode kept(ResourceKind.Write write) {
    ObjectNode kept = write.body().deepCopy();
    kept.remove("etag");
    kept.withObjectProperty("properties").remove("provisioningState");
    kept.put("id", write.id().text());
    String name = write.id().name();
    kept.put("name", name.substring(name.lastIndexOf('/') + 1));
    kept.put("type", write.id().namespace() + "/" + write.id().type());
    return kept;
  }
}
