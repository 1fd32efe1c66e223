package io.fairlead.emulators.twin.arm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a body may have: fields and their types, as the published examples show them. A file has the
 * form with values of our own, and names the examples and definitions that it follows. An array's
 * one element has every field that elements have; {@code *} stands for names that people choose.
 *
 * @param exchanges by operation: what must be in it, and with which status and headers it is
 *     answered
 * @param follows paths below {@code specification/} of the repository Azure/azure-rest-api-specs
 */
public record Form(
    String name, SortedMap<String, Exchange> exchanges, List<String> follows, JsonNode body) {
  private static final String ANY = "*";

  public Form {
    exchanges = Collections.unmodifiableSortedMap(new TreeMap<>(exchanges));
    follows = List.copyOf(follows);
  }

  /** What is known of an operation. */
  Optional<Exchange> exchange(String operation) {
    return Optional.ofNullable(exchanges.get(operation));
  }

  /** Reads the form of that name. */
  public static Form named(String name) {
    try (InputStream in = Form.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no form " + name);
      }
      JsonNode file = JsonMapper.shared().readTree(in.readAllBytes());
      SortedMap<String, Exchange> exchanges = new TreeMap<>();
      file.path("operations")
          .properties()
          .forEach(each -> exchanges.put(each.getKey(), Exchange.read(each.getValue())));
      return new Form(name, exchanges, Exchange.texts(file.path("follows")), file.path("body"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of some fields that the form itself has not; empty = it has all of them. */
  public Optional<String> lacks(List<String> fields) {
    return Exchange.missing(body, fields);
  }

  /** The first thing that a body has and the form has not; empty = there is none. */
  public Optional<String> outside(JsonNode found) {
    return outside(found, body, "");
  }

  private static Optional<String> outside(JsonNode found, JsonNode like, String path) {
    if (found.getNodeType() != like.getNodeType()) {
      return Optional.of(
          path + " is " + found.getNodeType() + ", in the examples " + like.getNodeType());
    }
    if (found.isArray()) {
      return inArray(found, like, path + "[]");
    }
    for (Map.Entry<String, JsonNode> field : found.properties()) {
      JsonNode known = like.has(field.getKey()) ? like.get(field.getKey()) : like.get(ANY);
      String at = path + "." + field.getKey();
      Optional<String> problem =
          known == null
              ? Optional.of(at + " is in no example")
              : outside(field.getValue(), known, at);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inArray(JsonNode found, JsonNode like, String path) {
    for (JsonNode element : found) {
      Optional<String> problem =
          like.isEmpty()
              ? Optional.of(path + " is empty in the examples")
              : outside(element, like.get(0), path);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }
}
