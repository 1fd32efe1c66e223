package io.fairlead.emulators.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a template asks for against what a service tells; what was not asked for may be there
 * besides.
 *
 * @param left paths that are not compared, as in {@code /Code}
 */
record Difference(Set<String> left, List<String> lines) {
  Difference {
    left = Set.copyOf(left);
  }

  /** A line for each place that is not as wanted. */
  static List<String> between(JsonNode wanted, JsonNode found, Set<String> left) {
    Difference difference = new Difference(left, new ArrayList<>());
    difference.compare("", wanted, found);
    return difference.lines();
  }

  private void compare(String path, JsonNode wanted, JsonNode found) {
    if (left.contains(path)) {
      return;
    }
    if (wanted.isObject()) {
      wanted
          .properties()
          .forEach(
              each ->
                  compare(path + "/" + each.getKey(), each.getValue(), found.path(each.getKey())));
    } else if (wanted.isArray() && wanted.size() == found.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(path + "/" + i, wanted.get(i), found.path(i));
      }
    } else if (!plain(wanted).equals(plain(found))) {
      lines.add(path + ": wanted " + wanted + ", found " + found);
    }
  }

  /** CloudFormation takes 30 and "30", and services answer either. */
  private static String plain(JsonNode node) {
    String text = node.isValueNode() ? node.asString() : node.toString();
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
