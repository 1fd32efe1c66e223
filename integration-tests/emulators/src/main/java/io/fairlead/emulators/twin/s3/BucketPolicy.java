package io.fairlead.emulators.twin.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A bucket's policy for everybody. What a statement says that is not understood here is refused
 * when the policy is put: a condition that is passed over would look like one that is met.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html">
 *     Enforcing conditional writes</a>
 */
final class BucketPolicy {
  private final List<Statement> statements = new ArrayList<>();

  /**
   * Reads a policy's document.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  static BucketPolicy parse(JsonNode document) {
    BucketPolicy policy = new BucketPolicy();
    document.path("Statement").forEach(each -> policy.statements.add(Statement.parse(each)));
    return policy;
  }

  /**
   * What is asked for.
   *
   * @param action as IAM names it
   * @param resource its ARN
   * @param keys condition keys that the request has
   */
  record Ask(String action, String resource, Map<String, String> keys) {}

  boolean denies(Ask ask) {
    return statements.stream().anyMatch(each -> !each.allows && each.isAbout(ask));
  }

  boolean allows(Ask ask) {
    return statements.stream().anyMatch(each -> each.allows && each.isAbout(ask));
  }

  private record Statement(
      boolean allows,
      List<String> actions,
      boolean exceptThese,
      List<String> resources,
      List<Condition> conditions) {
    static Statement parse(JsonNode node) {
      List<String> known =
          List.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "Condition");
      if (!known.containsAll(node.propertyNames())
          || !node.path("Principal").asString("").equals("*")) {
        throw new IllegalArgumentException("not understood here: " + node);
      }
      boolean except = node.has("NotAction");
      return new Statement(
          node.path("Effect").asString().equals("Allow"),
          texts(node.path(except ? "NotAction" : "Action")),
          except,
          texts(node.path("Resource")),
          Condition.parse(node.path("Condition")));
    }

    boolean isAbout(Ask ask) {
      return actions.contains(ask.action()) != exceptThese
          && resources.stream().anyMatch(pattern -> matches(pattern, ask.resource()))
          && conditions.stream().allMatch(each -> each.isMet(ask.keys()));
    }

    private static boolean matches(String pattern, String arn) {
      return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", arn);
    }

    private static List<String> texts(JsonNode node) {
      List<String> texts = new ArrayList<>();
      if (node.isArray()) {
        node.forEach(each -> texts.add(each.asString()));
      } else {
        texts.add(node.asString());
      }
      return texts;
    }
  }

  /** A key that is absent or not ({@code Null}), or that has a truth value ({@code Bool}). */
  private record Condition(String operator, String key, boolean wanted) {
    static List<Condition> parse(JsonNode node) {
      List<Condition> conditions = new ArrayList<>();
      for (Map.Entry<String, JsonNode> operator : node.properties()) {
        if (!List.of("Null", "Bool").contains(operator.getKey())) {
          throw new IllegalArgumentException("not understood here: " + node);
        }
        for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
          conditions.add(
              new Condition(
                  operator.getKey(),
                  key.getKey(),
                  Boolean.parseBoolean(key.getValue().asString())));
        }
      }
      return conditions;
    }

    boolean isMet(Map<String, String> keys) {
      String there = keys.get(key);
      return operator.equals("Null")
          ? (there == null) == wanted
          : there != null && Boolean.parseBoolean(there) == wanted;
    }
  }
}
