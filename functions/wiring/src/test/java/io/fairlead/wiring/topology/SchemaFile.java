package io.fairlead.wiring.topology;

import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Variant;
import io.fairlead.wiring.yaml.Scalars;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON Schema (draft 2020-12) of a shape: what one place by itself must be. */
final class SchemaFile {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A text that holds a reference is judged after replacing it, which no schema can do. */
  private static final String REFERENCE = "\\$\\{";

  private SchemaFile() {}

  static String of(Shape.Keys topology) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Fairlead topology");
    schema.put("description", "A fleet of regions, gateways and services: fairlead.yaml");
    schema.setAll(schema((Shape) topology));
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(schema)
        + "\n";
  }

  private static ObjectNode schema(Shape shape) {
    return switch (shape) {
      case Shape.Text text -> text(text.form().pattern().pattern());
      case Shape.Whole whole ->
          type("integer").put("minimum", whole.least()).put("maximum", whole.most());
      case Shape.Flag _ -> type("boolean");
      case Shape.Choice choice -> choice(choice);
      case Shape.Span _ -> text(Scalars.DURATION.pattern());
      case Shape.Many many -> {
        ObjectNode list = type("array").put("minItems", many.least()).put("maxItems", many.most());
        list.set("items", schema(many.item()));
        yield list;
      }
      case Shape.Named named -> named(named);
      case Shape.Keys keys -> keys(keys);
      case Shape.Either either -> {
        ObjectNode any = NODES.objectNode();
        ArrayNode options = any.putArray("anyOf");
        either.options().forEach(option -> options.add(schema(option)));
        yield any;
      }
    };
  }

  private static ObjectNode type(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static ObjectNode text(String pattern) {
    return type("string").put("pattern", "^(?:" + pattern + ")$|" + REFERENCE);
  }

  private static ObjectNode choice(Shape.Choice choice) {
    ObjectNode any = NODES.objectNode();
    ArrayNode options = any.putArray("anyOf");
    ArrayNode words = options.addObject().putArray("enum");
    choice.words().forEach(words::add);
    options.add(type("string").put("pattern", REFERENCE));
    return any;
  }

  private static ObjectNode named(Shape.Named named) {
    ObjectNode object = type("object");
    object.put("minProperties", named.least()).put("maxProperties", named.most());
    object.putObject("propertyNames").put("pattern", "^(?:" + named.name().pattern() + ")$");
    object.set("additionalProperties", schema(named.value()));
    return object;
  }

  private static ObjectNode keys(Shape.Keys keys) {
    ObjectNode object = type("object").put("additionalProperties", false);
    ObjectNode properties = object.putObject("properties");
    keys.keys().forEach(key -> properties.set(key.name(), described(key)));
    required(object, keys.keys().stream().filter(Key::required).map(Key::name).toList());
    if (!keys.oneOf().isEmpty()) {
      ArrayNode options = object.putArray("oneOf");
      keys.oneOf().forEach(key -> options.addObject().putArray("required").add(key));
    }
    if (!keys.variants().isEmpty()) {
      ArrayNode all = object.putArray("allOf");
      keys.variants().forEach(variant -> all.add(variant(variant)));
    }
    return object;
  }

  private static ObjectNode described(Key key) {
    ObjectNode schema = schema(key.shape());
    schema.put("description", key.meaning() + ". " + key.shape().allowed() + ".");
    if (key.otherwise() != null) {
      schema.set("default", JsonMapper.builder().build().readTree(Reference.json(key)));
    }
    return schema;
  }

  private static ObjectNode variant(Variant variant) {
    ObjectNode rule = NODES.objectNode();
    ObjectNode when = rule.putObject("if");
    when.putObject("properties").putObject(variant.key()).put("const", variant.word());
    when.putArray("required").add(variant.key());
    ObjectNode then = rule.putObject("then");
    required(then, variant.needs());
    ObjectNode properties = then.putObject("properties");
    variant.refuses().forEach(key -> properties.put(key, false));
    return rule;
  }

  private static void required(ObjectNode object, List<String> names) {
    if (!names.isEmpty()) {
      ArrayNode required = object.putArray("required");
      names.forEach(required::add);
    }
  }
}
