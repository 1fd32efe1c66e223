package io.fairlead.emulators.stack;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Statements of policies in a template. */
final class Statements {
  private Statements() {}

  /** Every statement below a node, those behind a condition of the template as well. */
  static List<JsonNode> below(JsonNode node) {
    List<JsonNode> found = new ArrayList<>();
    collect(node, found);
    return found;
  }

  private static void collect(JsonNode node, List<JsonNode> found) {
    if (node.has("Effect")) {
      found.add(node);
    } else {
      node.forEach(child -> collect(child, found));
    }
  }
}
