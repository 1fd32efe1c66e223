package io.fairlead.emulators.azure.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The functions of templates that these use. What Azure makes itself, as the id of an identity, is
 * a text that says what it is of.
 *
 * @param index of the copy loop
 */
record Functions(
    Place place,
    Function<String, JsonNode> parameters,
    Function<String, JsonNode> variables,
    int index) {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  /** Calls one. */
  JsonNode call(String name, List<JsonNode> of) {
    return switch (name) {
      case "parameters" -> parameters.apply(of.getFirst().asString());
      case "variables" -> variables.apply(of.getFirst().asString());
      case "copyIndex" -> MAKE.numberNode(index);
      case "concat" -> text(String.join("", texts(of)));
      case "guid" -> text(uuid(of).toString());
      case "uniqueString" -> text(uuid(of).toString().replace("-", "").substring(0, 13));
      case "if" -> of.get(0).asBoolean() ? of.get(1) : of.get(2);
      case "not" -> MAKE.booleanNode(!of.getFirst().asBoolean());
      case "and" -> MAKE.booleanNode(of.stream().allMatch(JsonNode::asBoolean));
      case "equals" -> MAKE.booleanNode(of.get(0).equals(of.get(1)));
      case "empty" ->
          MAKE.booleanNode(
              of.getFirst().isString()
                  ? of.getFirst().asString().isEmpty()
                  : of.getFirst().isEmpty());
      case "length" -> MAKE.numberNode(of.getFirst().size());
      case "null" -> MAKE.nullNode();
      case "true" -> MAKE.booleanNode(true);
      case "createArray" -> array(of);
      case "createObject" -> object(of);
      default -> ofAzure(name, of);
    };
  }

  private JsonNode ofAzure(String name, List<JsonNode> of) {
    return switch (name) {
      case "environment" ->
          JsonMapper.shared().readTree("{\"suffixes\": {\"storage\": \"core.windows.net\"}}");
      case "subscription" ->
          JsonMapper.shared()
              .createObjectNode()
              .put("id", place.inGroup("").id())
              .put("subscriptionId", place.subscription())
              .put("tenantId", "the tenant");
      case "resourceGroup" ->
          JsonMapper.shared()
              .createObjectNode()
              .put("id", place.id())
              .put("location", place.location());
      case "resourceId" -> text(resourceId(texts(of)));
      case "subscriptionResourceId" ->
          text(place.ofSubscription(of.getFirst().asString(), texts(of.subList(1, of.size()))));
      case "extensionResourceId" ->
          text(
              of.getFirst().asString()
                  + "/providers/"
                  + Place.path(of.get(1).asString(), texts(of.subList(2, of.size()))));
      case "reference" -> reference(of.getFirst().asString());
      default -> throw new IllegalArgumentException("no function " + name);
    };
  }

  /** Before the type there may be a subscription and a group. */
  private String resourceId(List<String> of) {
    int type = 0;
    while (!of.get(type).contains("/")) {
      type++;
    }
    Place at =
        switch (type) {
          case 0 -> place;
          case 1 -> place.inGroup(of.get(0));
          default -> new Place(of.get(0), of.get(1), place.location());
        };
    return at.resource(of.get(type), of.subList(type + 1, of.size()));
  }

  private static ObjectNode reference(String id) {
    ObjectNode made = JsonMapper.shared().createObjectNode();
    for (String each :
        List.of("principalId", "clientId", "ConnectionString", "endpoint", "keyUriWithVersion")) {
      made.put(each, each + " of " + id);
    }
    return made;
  }

  private static UUID uuid(List<JsonNode> of) {
    return UUID.nameUUIDFromBytes(String.join("-", texts(of)).getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(List<JsonNode> of) {
    return of.stream().map(JsonNode::asString).toList();
  }

  private static ArrayNode array(List<JsonNode> of) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    of.forEach(array::add);
    return array;
  }

  private static ObjectNode object(List<JsonNode> of) {
    ObjectNode object = JsonMapper.shared().createObjectNode();
    for (int i = 0; i < of.size(); i += 2) {
      object.set(of.get(i).asString(), of.get(i + 1));
    }
    return object;
  }

  private static JsonNode text(String text) {
    return MAKE.stringNode(text);
  }

  /** The elements of an array. */
  static List<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
