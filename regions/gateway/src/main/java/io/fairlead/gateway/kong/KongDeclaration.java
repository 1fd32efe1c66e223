package io.fairlead.gateway.kong;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The entities of a declarative file, one by one: what is nested in the file points at what it was
 * nested in. Live tokens are left out, for they belong to one gateway and to no file.
 */
public final class KongDeclaration {
  /** Never copied: what a gateway has issued itself. */
  static final Set<String> ISSUED = Set.of("oauth2_tokens", "oauth2_authorization_codes");

  private static final Set<String> HEADS = Set.of("_format_version", "_transform", "_comment");
  private static final String FORMAT = "3.0";

  private final boolean transformed;
  private final List<Declared> entities = new ArrayList<>();
  private int issued;

  private KongDeclaration(boolean transformed) {
    this.transformed = transformed;
  }

  /**
   * An entity as the file has it.
   *
   * @param points entities of the file that it points at, by field
   */
  record Declared(KongKind kind, ObjectNode fields, SequencedMap<String, Declared> points) {
    /** What people know it by. */
    String name() {
      return kind.word() + " " + label(kind, fields);
    }
  }

  /** What people know an entity by: a secret is none. */
  static String label(KongKind kind, JsonNode fields) {
    String id = fields.path("id").asString("without id");
    return switch (kind) {
      case CERTIFICATE, CA_CERTIFICATE, KEY_AUTH, JWT -> id;
      default -> fields.path(kind.naturalKey()).asString(id);
    };
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a sentence for people, where it cannot be brought to a
   *     gateway entity by entity
   */
  public static KongDeclaration of(JsonNode file) {
    String format = file.path("_format_version").asString("");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          format.isEmpty()
              ? "no declarative file of Kong: it has no _format_version"
              : "_format_version '%s': only \"3.0\" is known, 'deck file convert' makes it"
                  .formatted(format));
    }
    KongDeclaration declaration = new KongDeclaration(file.path("_transform").asBoolean(true));
    file.properties()
        .forEach(
            each -> {
              if (!HEADS.contains(each.getKey())) {
                declaration.collection(each.getKey(), each.getValue());
              }
            });
    declaration.resolve();
    return declaration;
  }

  List<Declared> entities() {
    return List.copyOf(entities);
  }

  /** How many issued tokens and codes were left out. */
  public int issued() {
    return issued;
  }

  private void collection(String name, JsonNode items) {
    if (ISSUED.contains(name)) {
      issued += items.size();
      return;
    }
    KongKind kind =
        KongKind.of(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' cannot be brought by the Admin API: known are %s"
                            .formatted(name, known())));
    for (JsonNode item : items) {
      add(kind, item, Map.of());
    }
  }

  private static String known() {
    return java.util.Arrays.stream(KongKind.values())
        .map(KongKind::collection)
        .collect(Collectors.joining(", "));
  }

  private void add(KongKind kind, JsonNode item, Map<String, Declared> within) {
    if (!(item instanceof ObjectNode object)) {
      throw new IllegalArgumentException(kind.collection() + " holds something that has no fields");
    }
    ObjectNode fields = object.deepCopy();
    Declared declared = new Declared(kind, fields, new LinkedHashMap<>(within));
    checked(declared);
    entities.add(declared);
    String pointer = kind.pointer().orElse("");
    for (String key : List.copyOf(fields.propertyNames())) {
      if (ISSUED.contains(key)) {
        issued += fields.remove(key).size();
        continue;
      }
      KongKind.of(key)
          .filter(inner -> inner.nestsIn(kind))
          .ifPresent(
              inner -> {
                for (JsonNode child : fields.remove(key)) {
                  add(inner, child, Map.of(pointer, declared));
                }
              });
    }
    if (kind == KongKind.SERVICE) {
      ServiceUrl.expand(fields);
    } else if (kind == KongKind.TARGET && !fields.has("weight")) {
      // The Admin API changes single fields of targets: what is not said is not put back.
      fields.put("weight", 100);
    }
  }

  private void checked(Declared declared) {
    ObjectNode fields = declared.fields();
    boolean hashed =
        declared.kind() == KongKind.BASIC_AUTH
            || (declared.kind() == KongKind.OAUTH2 && fields.path("hash_secret").asBoolean(false));
    if (hashed && !transformed) {
      throw new IllegalArgumentException(
          declared.name()
              + " is hashed in the file (_transform: false), and the Admin API would hash it again:"
              + " write it in clear, or load the file into nodes without a database");
    }
    if (fields.has("ttl")) {
      throw new IllegalArgumentException(
          declared.name() + " has a ttl: what expires is a token, which no file brings");
    }
    if (!fields.has("id") && !fields.path(declared.kind().naturalKey()).isString()) {
      throw new IllegalArgumentException(
          "a %s has neither %s nor id: nothing tells it from others"
              .formatted(declared.kind().word(), declared.kind().naturalKey()));
    }
  }

  /** Puts entities in place of names and ids in fields that point at others. */
  private void resolve() {
    Map<KongKind, Map<String, Declared>> byName = new HashMap<>();
    for (Declared each : entities) {
      Map<String, Declared> names = byName.computeIfAbsent(each.kind(), _ -> new HashMap<>());
      names.put(each.fields().path("id").asString(""), each);
      names.put(each.fields().path(each.kind().naturalKey()).asString(""), each);
    }
    for (Declared each : entities) {
      for (KongKind.Reference reference : KongKind.references()) {
        JsonNode written = each.fields().path(reference.field());
        if (each.kind() == KongKind.PLUGIN || !written.isMissingNode()) {
          pointed(each, reference, byName.getOrDefault(reference.kind(), Map.of()));
        }
      }
    }
  }

  private static void pointed(
      Declared each, KongKind.Reference reference, Map<String, Declared> names) {
    JsonNode written = each.fields().remove(reference.field());
    if (written == null || written.isNull()) {
      return;
    }
    String name =
        written.isObject()
            ? written.path("id").asString(written.path(reference.kind().naturalKey()).asString(""))
            : written.asString("");
    Declared found = name.isEmpty() ? null : names.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "%s points at %s '%s', which the file does not have"
              .formatted(each.name(), reference.kind().word(), name));
    }
    each.points().put(reference.field(), found);
  }

  /** Hex of a digest's first bytes. */
  static String hex(byte[] digest, int bytes) {
    return HexFormat.of().formatHex(digest, 0, bytes);
  }
}
