package io.fairlead.emulators.twin.arm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What one operation must be sent and answers, as a published example shows it.
 *
 * @param example below {@code specification/}
 * @param sent fields that a request has, as in {@code properties.ipConfigurations[].name}
 * @param answered fields that an answer with a body has
 * @param headers that an answer may have beside those that all have
 */
public record Exchange(
    String example,
    List<String> sent,
    List<Integer> statuses,
    List<String> answered,
    SortedSet<String> headers) {
  private static final String EACH = "[]";

  public Exchange {
    sent = List.copyOf(sent);
    statuses = List.copyOf(statuses);
    answered = List.copyOf(answered);
    headers = Collections.unmodifiableSortedSet(caseless(headers));
  }

  /** Names of headers, in any case of letters. */
  static SortedSet<String> caseless(Iterable<String> names) {
    SortedSet<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.forEach(all::add);
    return all;
  }

  static Exchange read(JsonNode node) {
    List<Integer> statuses = new ArrayList<>();
    node.path("statuses").forEach(each -> statuses.add(each.asInt()));
    return new Exchange(
        node.path("example").asString(""),
        texts(node.path("sent")),
        statuses,
        texts(node.path("answered")),
        caseless(texts(node.path("headers"))));
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  /** The first of some fields that a body lacks; empty = it has all of them. */
  static Optional<String> missing(JsonNode body, List<String> fields) {
    return fields.stream().filter(field -> !has(body, field)).findFirst().map(field -> "." + field);
  }

  private static boolean has(JsonNode node, String field) {
    int dot = field.indexOf('.');
    String first = dot < 0 ? field : field.substring(0, dot);
    boolean each = first.endsWith(EACH);
    String name = each ? first.substring(0, first.length() - EACH.length()) : first;
    if (!node.has(name)) {
      return false;
    }
    if (dot < 0) {
      return true;
    }
    String rest = field.substring(dot + 1);
    JsonNode inner = node.get(name);
    if (!each) {
      return has(inner, rest);
    }
    for (JsonNode element : inner) {
      if (!has(element, rest)) {
        return false;
      }
    }
    return true;
  }
}
