package io.fairlead.emulators.stack;

import io.fairlead.emulators.Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A template with its functions carried out, as far as ours use them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">
 *     Intrinsic functions</a>
 */
final class Resolved {
  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

  private final JsonNode template;
  private final Map<String, String> given;
  private final Map<String, String> pseudo = new TreeMap<>();
  private final Names names;

  /** What a resource is called once it is made. */
  interface Names {
    /** What {@code Ref} stands for. */
    String reference(String id);

    /** What {@code Fn::GetAtt} stands for. */
    String attribute(String id, String attribute);
  }

  Resolved(JsonNode template, Map<String, String> given, String location, Names names) {
    this.template = template;
    this.given = given;
    this.names = names;
    pseudo.put("AWS::Region", location);
    pseudo.put("AWS::AccountId", Emulator.ACCOUNT);
    pseudo.put("AWS::Partition", "aws");
  }

  /** A resource's properties. */
  ObjectNode properties(String id) {
    return (ObjectNode) of(template.at("/Resources/" + id + "/Properties"));
  }

  /** Whether a resource is made under the parameters given. */
  boolean isMade(String id) {
    JsonNode condition = template.at("/Resources/" + id + "/Condition");
    return condition.isMissingNode() || holds(condition.asString());
  }

  /** A part of the template; missing where it is {@code AWS::NoValue}. */
  JsonNode of(JsonNode node) {
    if (node.isArray()) {
      ArrayNode all = JsonMapper.shared().createArrayNode();
      node.forEach(each -> keep(of(each), all::add));
      return all;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      String function = node.propertyNames().iterator().next();
      if (function.equals("Ref") || function.startsWith("Fn::")) {
        return carriedOut(function, node.path(function));
      }
    }
    ObjectNode all = JsonMapper.shared().createObjectNode();
    node.properties().forEach(each -> keep(of(each.getValue()), it -> all.set(each.getKey(), it)));
    return all;
  }

  private static void keep(JsonNode value, java.util.function.Consumer<JsonNode> there) {
    if (!value.isMissingNode()) {
      there.accept(value);
    }
  }

  private JsonNode carriedOut(String function, JsonNode what) {
    return switch (function) {
      case "Ref" -> reference(what.asString());
      case "Fn::GetAtt" -> text(names.attribute(what.get(0).asString(), what.get(1).asString()));
      case "Fn::If" -> of(what.get(holds(what.get(0).asString()) ? 1 : 2));
      case "Fn::Sub" -> substituted(what);
      case "Fn::Join" -> text(String.join(what.get(0).asString(), texts(of(what.get(1)))));
      case "Fn::Select" -> of(what.get(1)).get(Integer.parseInt(of(what.get(0)).asString()));
      case "Fn::Split" ->
          list(of(what.get(1)).asString().split(Pattern.quote(what.get(0).asString()), -1));
      default -> throw new IllegalArgumentException("no function " + function);
    };
  }

  private JsonNode reference(String name) {
    if (name.equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    JsonNode parameter = template.at("/Parameters/" + name);
    if (parameter.isMissingNode()) {
      String known = pseudo.get(name);
      return text(known == null ? names.reference(name) : known);
    }
    String value = given.getOrDefault(name, parameter.path("Default").asString());
    return parameter.path("Type").asString().equals("CommaDelimitedList")
        ? list(value.split(",", -1))
        : text(value);
  }

  private JsonNode substituted(JsonNode what) {
    JsonNode values = what.isArray() ? what.get(1) : MissingNode.getInstance();
    Matcher found = NAME.matcher(what.isArray() ? what.get(0).asString() : what.asString());
    return text(
        found.replaceAll(
            name -> {
              String[] parts = name.group(1).split("\\.", 2);
              return Matcher.quoteReplacement(
                  values.has(name.group(1))
                      ? of(values.get(name.group(1))).asString()
                      : parts.length == 2
                          ? names.attribute(parts[0], parts[1])
                          : reference(name.group(1)).asString());
            }));
  }

  private boolean holds(String condition) {
    return holds(template.at("/Conditions/" + condition));
  }

  private boolean holds(JsonNode condition) {
    String function = condition.propertyNames().iterator().next();
    JsonNode what = condition.path(function);
    return switch (function) {
      case "Fn::Equals" -> of(what.get(0)).asString().equals(of(what.get(1)).asString());
      case "Fn::Not" -> !holds(what.get(0));
      case "Fn::And" -> {
        boolean all = true;
        for (JsonNode each : what) {
          all &= holds(each);
        }
        yield all;
      }
      case "Fn::Or" -> {
        boolean any = false;
        for (JsonNode each : what) {
          any |= holds(each);
        }
        yield any;
      }
      case "Condition" -> holds(what.asString());
      default -> throw new IllegalArgumentException("no condition " + condition);
    };
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }

  private static JsonNode list(String[] texts) {
    ArrayNode list = JsonMapper.shared().createArrayNode();
    for (String each : texts) {
      list.add(each);
    }
    return list;
  }
}
