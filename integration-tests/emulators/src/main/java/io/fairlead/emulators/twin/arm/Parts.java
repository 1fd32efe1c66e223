package io.fairlead.emulators.twin.arm;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Resources that are elements of an array in the body of another one. */
final class Parts {
  private Parts() {}

  /** The element that is a resource; empty where there is none. */
  static Optional<ObjectNode> find(ObjectNode whole, ResourceKind kind, ResourceId id) {
    for (JsonNode each : whole.path("properties").path(kind.partOf())) {
      if (each instanceof ObjectNode element && is(element, id)) {
        return Optional.of(element.deepCopy());
      }
    }
    return Optional.empty();
  }

  /** The whole with an element in place of the one before; null = without it. */
  static ObjectNode with(
      ObjectNode whole, ResourceKind kind, ResourceId id, @Nullable ObjectNode element) {
    ObjectNode next = whole.deepCopy();
    ArrayNode array = JsonMapper.shared().createArrayNode();
    for (JsonNode each : whole.path("properties").path(kind.partOf())) {
      if (!is(each, id)) {
        array.add(each);
      }
    }
    if (element != null) {
      ObjectNode named = id.body();
      named.remove("id");
      array.add(element.deepCopy().setAll(named));
    }
    next.withObjectProperty("properties").set(kind.partOf(), array);
    return next;
  }

  private static boolean is(JsonNode element, ResourceId id) {
    String type = element.path("type").asString("");
    return element.path("name").asString("").equalsIgnoreCase(id.body().path("name").asString(""))
        && type.equalsIgnoreCase(id.namespace() + "/" + id.type());
  }
}
