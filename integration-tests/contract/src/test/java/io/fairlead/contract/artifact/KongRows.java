package io.fairlead.contract.artifact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tables of a database of Kong, with its defaults, unique fields and foreign keys. */
public final class KongRows {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "services",
          """
          {"retries":5,"protocol":"http","port":80,"path":null,"connect_timeout":60000,\
          "read_timeout":60000,"write_timeout":60000,"enabled":true}""",
          "routes",
          """
          {"protocols":["http","https"],"methods":null,"hosts":null,"paths":null,"headers":null,\
          "strip_path":true,"preserve_host":false,"regex_priority":0,"service":null}""",
          "plugins",
          """
          {"enabled":true,"protocols":["grpc","grpcs","http","https"],"service":null,\
          "route":null,"consumer":null,"config":{"hide_client_headers":false,"policy":"local"}}""",
          "targets",
          "{\"weight\":100}",
          "upstreams",
          "{\"algorithm\":\"round-robin\",\"slots\":10000}");

  /** Fields that no two rows of a table share. */
  private static final Map<String, String> UNIQUE =
      Map.of(
          "services", "name",
          "routes", "name",
          "consumers", "username",
          "upstreams", "name",
          "key-auths", "key",
          "jwts", "key",
          "basic-auths", "username");

  /** Fields that point at rows of other tables. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "service",
          "services",
          "route",
          "routes",
          "consumer",
          "consumers",
          "upstream",
          "upstreams");

  /** What goes with the row that it points at; a route holds its service instead. */
  private static final List<String> CASCADING =
      List.of("plugins", "targets", "key-auths", "jwts", "basic-auths", "oauth2_tokens");

  private final Map<String, SequencedMap<String, ObjectNode>> tables = new LinkedHashMap<>();

  /** An error as Kong answers it. */
  record Wrong(int status, int code, String name, String message) {
    ObjectNode body() {
      return JsonMapper.shared()
          .createObjectNode()
          .put("code", code)
          .put("name", name)
          .put("message", message);
    }
  }

  public SequencedMap<String, ObjectNode> table(String name) {
    return tables.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  /** A row by its id, or by the unique field of its table; null = there is none. */
  @Nullable ObjectNode find(String table, String key) {
    String field = UNIQUE.getOrDefault(table, "");
    return table(table).values().stream()
        .filter(
            row ->
                row.path("id").asString("").equals(key) || row.path(field).asString("").equals(key))
        .findFirst()
        .orElse(null);
  }

  /** Everything, without what differs between two ways to the same rows. */
  Map<String, List<String>> all() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    tables.forEach(
        (name, rows) ->
            all.put(name, rows.values().stream().map(JsonNode::toString).sorted().toList()));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  /** Replaces a row whole, or makes it; empty = done. */
  Optional<Wrong> put(String table, String id, ObjectNode sent) {
    ObjectNode row = defaults(table);
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      JsonNode before = row.path(field.getKey());
      if (field.getValue() instanceof ObjectNode object && before instanceof ObjectNode config) {
        config.setAll(object);
      } else {
        row.set(field.getKey(), field.getValue());
      }
    }
    row.put("id", id);
    Optional<Wrong> wrong = violated(table, row).or(() -> unique(table, row)).or(() -> points(row));
    if (wrong.isEmpty()) {
      if (table.equals("basic-auths")) {
        String salt = row.path("consumer").path("id").asString("");
        row.put("password", sha1(row.path("password").asString("") + salt));
      }
      table(table).put(id, row);
    }
    return wrong;
  }

  private static ObjectNode defaults(String table) {
    return (ObjectNode) JsonMapper.shared().readTree(DEFAULTS.getOrDefault(table, "{}"));
  }

  private static Optional<Wrong> violated(String table, ObjectNode row) {
    if (table.equals("services") && row.path("host").asString("").isEmpty()) {
      return Optional.of(
          new Wrong(400, 2, "schema violation", "schema violation (host: required field missing)"));
    }
    boolean matches =
        List.of("methods", "hosts", "paths", "headers").stream().anyMatch(row::hasNonNull);
    return table.equals("routes") && !matches
        ? Optional.of(
            new Wrong(
                400,
                2,
                "schema violation",
                "schema violation (must set one of 'methods', 'hosts', 'headers', 'paths')"))
        : Optional.empty();
  }

  private Optional<Wrong> unique(String table, ObjectNode row) {
    String field = UNIQUE.getOrDefault(table, "");
    JsonNode value = row.path(field);
    return table(table).values().stream()
        .filter(each -> value.isString() && each.path(field).equals(value))
        .filter(each -> !each.path("id").equals(row.path("id")))
        .findFirst()
        .map(
            _ ->
                new Wrong(
                    409,
                    5,
                    "unique constraint violation",
                    "UNIQUE violation detected on '{%s=%s}'".formatted(field, value)));
  }

  private Optional<Wrong> points(ObjectNode row) {
    for (Map.Entry<String, String> each : FOREIGN.entrySet()) {
      JsonNode id = row.path(each.getKey()).path("id");
      if (id.isString() && !table(each.getValue()).containsKey(id.asString(""))) {
        return Optional.of(
            new Wrong(
                400,
                4,
                "foreign key violation",
                "the foreign key '{id=%s}' does not reference an existing '%s' entity."
                    .formatted(id, each.getValue())));
      }
    }
    return Optional.empty();
  }

  /** Deletes a row, and what goes with it; empty = done. */
  Optional<Wrong> delete(String table, String id) {
    List<Runnable> along = new ArrayList<>();
    for (Map.Entry<String, String> each : FOREIGN.entrySet()) {
      if (!each.getValue().equals(table)) {
        continue;
      }
      for (String other : List.copyOf(tables.keySet())) {
        for (ObjectNode row : List.copyOf(table(other).values())) {
          if (!row.path(each.getKey()).path("id").asString("").equals(id)) {
            continue;
          }
          if (!CASCADING.contains(other)) {
            return Optional.of(
                new Wrong(
                    400,
                    4,
                    "foreign key violation",
                    "an existing '%s' entity references this '%s' entity".formatted(other, table)));
          }
          along.add(() -> table(other).remove(row.path("id").asString("")));
        }
      }
    }
    along.forEach(Runnable::run);
    table(table).remove(id);
    return Optional.empty();
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
