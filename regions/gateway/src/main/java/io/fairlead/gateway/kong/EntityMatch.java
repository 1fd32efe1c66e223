package io.fairlead.gateway.kong;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a gateway has an entity as a file says. */
final class EntityMatch {
  private static final String CONTENT = "fairlead-content-";
  private static final int DIGEST_BYTES = 16;

  private EntityMatch() {}

  /**
   * Whether all that was wanted is there. Fields that were not wanted have Kong's defaults; that
   * none was left from before is told by the tag of what was put last.
   */
  static boolean isServed(KongKind kind, ObjectNode wanted, ObjectNode found) {
    return wanted.properties().stream()
        .allMatch(each -> isServed(kind, each.getKey(), wanted, found));
  }

  private static boolean isServed(
      KongKind kind, String field, ObjectNode wanted, ObjectNode found) {
    JsonNode there = found.path(field);
    if (field.equals("tags")) {
      return KongDatabase.tags(found).containsAll(KongDatabase.tags(wanted));
    }
    if (field.equals("password") && kind == KongKind.BASIC_AUTH) {
      return isPassword(wanted, there);
    }
    // A hashed secret is salted at random: only the digest in the tag tells it.
    boolean salted = field.equals("client_secret") && wanted.path("hash_secret").asBoolean(false);
    return salted || contains(wanted.path(field), there);
  }

  /** Kong keeps the SHA-1 of the password and the consumer's id. */
  private static boolean isPassword(ObjectNode wanted, JsonNode found) {
    String salted =
        wanted.path("password").asString("") + wanted.path("consumer").path("id").asString("");
    return found.asString("").equals(HexFormat.of().formatHex(digest("SHA-1", salted)));
  }

  private static boolean contains(JsonNode wanted, JsonNode found) {
    if (wanted.isNull()) {
      return found.isNull() || found.isMissingNode();
    }
    if (wanted.isNumber() && found.isNumber()) {
      return Double.compare(wanted.asDouble(), found.asDouble()) == 0;
    }
    if (wanted.isObject()) {
      return found.isObject()
          && wanted.properties().stream()
              .allMatch(each -> contains(each.getValue(), found.path(each.getKey())));
    }
    if (wanted.isArray()) {
      // Lua has one empty table: Kong answers {} where [] was sent.
      return wanted.isEmpty() ? found.isEmpty() : found.isArray() && sameItems(wanted, found);
    }
    return wanted.equals(found);
  }

  private static boolean sameItems(JsonNode wanted, JsonNode found) {
    boolean same = wanted.size() == found.size();
    for (int i = 0; same && i < wanted.size(); i++) {
      same = contains(wanted.get(i), found.get(i));
    }
    return same;
  }

  /** Names all that a file says of an entity. */
  static String digestTag(ObjectNode entity) {
    byte[] digest = digest("SHA-256", sorted(entity).toString());
    return CONTENT + KongDeclaration.hex(digest, DIGEST_BYTES);
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode all = JsonMapper.shared().createObjectNode();
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
      fields.forEach((name, value) -> all.set(name, sorted(value)));
      return all;
    }
    if (node.isArray()) {
      ArrayNode all = JsonMapper.shared().createArrayNode();
      node.forEach(each -> all.add(sorted(each)));
      return all;
    }
    return node;
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
