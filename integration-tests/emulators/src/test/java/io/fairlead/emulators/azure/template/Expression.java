package io.fairlead.emulators.azure.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Evaluates an expression of a template, as in {@code [concat('a', parameters('b').c[0])]}.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions">
 *     Syntax and expressions</a>
 */
final class Expression {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private final String text;
  private final BiFunction<String, List<JsonNode>, JsonNode> functions;
  private int at;

  private Expression(String text, BiFunction<String, List<JsonNode>, JsonNode> functions) {
    this.text = text;
    this.functions = functions;
  }

  /** Whether a text is one, and not the text that it shows. */
  static boolean is(String text) {
    return text.startsWith("[") && !text.startsWith("[[") && text.endsWith("]");
  }

  /**
   * What it comes to.
   *
   * @param functions calls a function by its name
   * @throws IllegalArgumentException with the expression where it has no such form
   */
  static JsonNode value(String text, BiFunction<String, List<JsonNode>, JsonNode> functions) {
    Expression expression = new Expression(text.substring(1, text.length() - 1), functions);
    JsonNode value = expression.read();
    expression.blank();
    if (expression.at != expression.text.length()) {
      throw expression.wrong("the end");
    }
    return value;
  }

  private JsonNode read() {
    blank();
    char first = peek();
    if (first == '\'') {
      return MAKE.stringNode(string());
    }
    if (Character.isDigit(first)) {
      return MAKE.numberNode(Integer.parseInt(word()));
    }
    String name = word();
    expect('(');
    List<JsonNode> arguments = new ArrayList<>();
    blank();
    while (peek() != ')') {
      arguments.add(read());
      blank();
      if (peek() == ',') {
        at++;
      }
    }
    expect(')');
    return parts(functions.apply(name, arguments));
  }

  private JsonNode parts(JsonNode of) {
    JsonNode value = of;
    while (at < text.length() && (peek() == '.' || peek() == '[')) {
      String shown = text;
      if (text.charAt(at++) == '.') {
        String name = word();
        value = value.get(name);
      } else {
        JsonNode index = read();
        expect(']');
        value = value.get(index.asInt());
      }
      if (value == null) {
        throw new IllegalArgumentException(shown + " has nothing there");
      }
    }
    return value;
  }

  private String string() {
    StringBuilder found = new StringBuilder();
    expect('\'');
    while (peek() != '\'' || at + 1 < text.length() && text.charAt(at + 1) == '\'') {
      at += peek() == '\'' ? 1 : 0;
      found.append(text.charAt(at++));
    }
    expect('\'');
    return found.toString();
  }

  private String word() {
    int from = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))
        || at < text.length() && text.charAt(at) == '_') {
      at++;
    }
    if (from == at) {
      throw wrong("a name");
    }
    return text.substring(from, at);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void blank() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException wrong(String wanted) {
    return new IllegalArgumentException("[" + text + "] needs " + wanted + " at " + at);
  }

  /** A shorthand for tests of its own. */
  static JsonNode value(String text, Map<String, JsonNode> constants) {
    return value(
        text,
        (name, arguments) -> {
          JsonNode found = constants.get(name);
          if (found == null) {
            throw new IllegalArgumentException("no function " + name);
          }
          return found;
        });
  }
}
