package io.fairlead.local.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Strict reading and writing of the small JSON documents between an edge and its clients. */
public final class Json {
  private static final int MAX_DEPTH = 16;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The UTF-8 bytes of a document, keys in the order they were set. */
  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException when the bytes are no JSON object
   */
  public static JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (!node.isObject()) {
        throw new IllegalArgumentException("expected a JSON object, found " + node.getNodeType());
      }
      return node;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("expected JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * A text field.
   *
   * @throws IllegalArgumentException when it is absent or no text
   */
  public static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("field '" + field + "' is not a text");
    }
    return value.stringValue();
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException when it is absent or no whole number
   */
  public static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("field '" + field + "' is not a whole number");
    }
    return value.longValue();
  }

  /** Whether a field is present and not null. */
  public static boolean has(JsonNode node, String field) {
    return !node.path(field).isMissingNode() && !node.path(field).isNull();
  }
}
