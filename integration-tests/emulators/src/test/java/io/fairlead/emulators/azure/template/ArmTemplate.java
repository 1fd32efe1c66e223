package io.fairlead.emulators.azure.template;

import io.fairlead.parts.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A template of infra/azure, and what becomes of it with parameters at a place. */
record ArmTemplate(ObjectNode json) {
  private static final String NESTED = "Microsoft.Resources/deployments";

  static ArmTemplate read(String name) throws IOException {
    return new ArmTemplate(
        (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(file(name))));
  }

  static Path file(String name) {
    return Workspace.top().resolve("infra/azure").resolve(name);
  }

  /**
   * Every resource, those of nested templates included and those left out by their conditions.
   *
   * @throws IllegalArgumentException where a parameter is missing or has no form that is taken
   */
  List<Deployed> deployed(SequencedMap<String, JsonNode> given, Place place) {
    Scope scope = new Scope(json, Map.copyOf(given), place);
    given.keySet().stream()
        .filter(name -> !json.path("parameters").has(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("the template has no parameter " + name);
            });
    List<Deployed> all = new ArrayList<>();
    scope.resources(all);
    return all;
  }

  /** What it answers. */
  ObjectNode outputs(SequencedMap<String, JsonNode> given, Place place) {
    Scope scope = new Scope(json, Map.copyOf(given), place);
    return (ObjectNode) scope.resolved(json.path("outputs"), 0);
  }

  /** A template with its parameters. */
  private record Scope(JsonNode template, Map<String, JsonNode> given, Place place) {
    JsonNode parameter(String name) {
      JsonNode declared = template.path("parameters").get(name);
      if (declared == null) {
        throw new IllegalArgumentException("no parameter " + name + " is declared");
      }
      JsonNode value = given.getOrDefault(name, declared.path("defaultValue"));
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("parameter " + name + " is not given");
      }
      return checked(name, declared, resolved(value, 0));
    }

    private static JsonNode checked(String name, JsonNode declared, JsonNode value) {
      int size = value.isString() ? value.asString().length() : value.size();
      boolean fits =
          size >= declared.path("minLength").asInt(0)
              && size <= declared.path("maxLength").asInt(Integer.MAX_VALUE)
              && (!declared.has("allowedValues")
                  || Functions.each(declared.path("allowedValues")).contains(value))
              && value.isArray() == declared.path("type").asString().equals("array");
      if (!fits) {
        throw new IllegalArgumentException("parameter " + name + " does not take " + value);
      }
      return value;
    }

    JsonNode variable(String name) {
      for (JsonNode copy : template.path("variables").path("copy")) {
        if (copy.path("name").asString().equals(name)) {
          ArrayNode array = JsonMapper.shared().createArrayNode();
          int count = resolved(copy.path("count"), 0).asInt();
          for (int i = 0; i < count; i++) {
            array.add(resolved(copy.path("input"), i));
          }
          return array;
        }
      }
      JsonNode value = template.path("variables").get(name);
      if (value == null) {
        throw new IllegalArgumentException("no variable " + name);
      }
      return resolved(value, 0);
    }

    void resources(List<Deployed> all) {
      for (JsonNode resource : template.path("resources")) {
        JsonNode copy = resource.path("copy");
        int count = copy.isMissingNode() ? 1 : resolved(copy.path("count"), 0).asInt();
        for (int i = 0; i < count; i++) {
          resource((ObjectNode) resource, i, all);
        }
      }
    }

    private void resource(ObjectNode resource, int index, List<Deployed> all) {
      ObjectNode outer = resource.deepCopy();
      outer.remove("copy");
      boolean nested = resource.path("type").asString().equals(NESTED);
      JsonNode inner = nested ? outer.withObjectProperty("properties").remove("template") : null;
      ObjectNode body = (ObjectNode) resolved(outer, index);
      boolean left = !body.path("condition").asBoolean(true);
      String loop = resource.path("copy").path("name").asString("");
      all.add(new Deployed(body, place, loop, left));
      if (inner != null) {
        Map<String, JsonNode> handed = new TreeMap<>();
        body.path("properties")
            .path("parameters")
            .properties()
            .forEach(each -> handed.put(each.getKey(), each.getValue().path("value")));
        String group = body.path("resourceGroup").asString(place.group());
        new Scope(inner, handed, place.inGroup(group)).resources(all);
      }
    }

    /** A node with every expression in it carried out. */
    JsonNode resolved(JsonNode node, int index) {
      if (node.isString() && Expression.is(node.asString())) {
        Functions functions = new Functions(place, this::parameter, this::variable, index);
        return Expression.value(node.asString(), functions::call);
      }
      if (node.isArray()) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        node.forEach(each -> array.add(resolved(each, index)));
        return array;
      }
      if (node instanceof ObjectNode object) {
        ObjectNode made = JsonMapper.shared().createObjectNode();
        object
            .properties()
            .forEach(
                each ->
                    made.set(
                        resolved(
                                JsonMapper.shared().getNodeFactory().stringNode(each.getKey()),
                                index)
                            .asString(),
                        resolved(each.getValue(), index)));
        return made;
      }
      return node;
    }
  }
}
