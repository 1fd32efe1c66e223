package io.fairlead.emulators.stack;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The policy that a region's template puts on its flag store, as CloudFormation would put it. */
public final class FlagPolicy {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z:]+)}");
  private static final String PUBLIC = "PublicFlags";

  private final JsonNode document;

  private FlagPolicy(JsonNode document) {
    this.document = document;
  }

  /** Of the template of this checkout; flags are public. */
  public static FlagPolicy ofTemplate() throws IOException {
    JsonNode document =
        Sam.translated(Sam.template("region.yaml"))
            .at("/Resources/FlagsPolicy/Properties/PolicyDocument");
    if (document.path("Statement").isEmpty()) {
      throw new IllegalStateException("region.yaml has no policy of flags: " + document);
    }
    return new FlagPolicy(document);
  }

  /** For one bucket of a fleet. */
  public JsonNode of(String bucket, String fleet) {
    return resolved(document, Map.of("AWS::Partition", "aws", "Flags", bucket, "Fleet", fleet));
  }

  /** The same without the statement of this name. */
  public JsonNode without(String sid, String bucket, String fleet) {
    ObjectNode policy = (ObjectNode) of(bucket, fleet);
    ArrayNode left = JsonMapper.shared().createArrayNode();
    policy
        .path("Statement")
        .forEach(
            each -> {
              if (!each.path("Sid").asString().equals(sid)) {
                left.add(each);
              }
            });
    if (left.size() + 1 != policy.path("Statement").size()) {
      throw new IllegalArgumentException("no statement " + sid + " in " + policy);
    }
    return policy.set("Statement", left);
  }

  private static JsonNode resolved(JsonNode node, Map<String, String> names) {
    if (node.has("Fn::Sub")) {
      return StringNode.valueOf(text(node, names));
    }
    if (node.has("Fn::If")) {
      JsonNode choice = node.path("Fn::If");
      if (!choice.path(0).asString().equals(PUBLIC)) {
        throw new IllegalStateException("a condition that is not known here: " + choice);
      }
      return resolved(choice.path(1), names);
    }
    if (node.isArray()) {
      ArrayNode array = JsonMapper.shared().createArrayNode();
      node.forEach(each -> array.add(resolved(each, names)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    node.properties().forEach(each -> fields.put(each.getKey(), resolved(each.getValue(), names)));
    ObjectNode object = JsonMapper.shared().createObjectNode();
    fields.forEach(object::set);
    return object;
  }

  private static String text(JsonNode node, Map<String, String> names) {
    Matcher reference = REFERENCE.matcher(node.path("Fn::Sub").asString());
    return reference.replaceAll(
        found ->
            Matcher.quoteReplacement(
                Objects.requireNonNull(names.get(found.group(1)), found.group())));
  }
}
