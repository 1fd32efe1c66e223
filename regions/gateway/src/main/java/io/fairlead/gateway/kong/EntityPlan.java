package io.fairlead.gateway.kong;

import io.fairlead.gateway.kong.KongDeclaration.Declared;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What has to be done to a gateway until its entities of one tag are those of a file: what is
 * missing or different is put, parents first; what is too much is deleted, children first.
 */
final class EntityPlan {
  private final String tag;
  private final Map<KongKind, List<ObjectNode>> live;
  private final IdentityHashMap<Declared, String> ids = new IdentityHashMap<>();
  private final Set<String> wanted = new HashSet<>();
  private final List<Change> puts = new ArrayList<>();

  private EntityPlan(String tag, Map<KongKind, List<ObjectNode>> live) {
    this.tag = tag;
    this.live = live;
  }

  /**
   * One call.
   *
   * @param made whether nothing of this set's was there
   */
  record Change(KongKind kind, ObjectNode entity, boolean made) {
    String name() {
      return kind.word() + " " + KongDeclaration.label(kind, entity);
    }
  }

  /** All calls, in their order. */
  record Calls(List<Change> puts, List<Change> deletes) {
    boolean isEmpty() {
      return puts.isEmpty() && deletes.isEmpty();
    }

    /** For people: what differs. */
    String text() {
      List<String> names =
          Stream.concat(
                  puts.stream().map(each -> each.name() + (each.made() ? " missing" : " differs")),
                  deletes.stream().map(each -> each.name() + " too much"))
              .toList();
      int named = Math.min(NAMED, names.size());
      return "%d entities: %s%s"
          .formatted(
              names.size(),
              String.join(", ", names.subList(0, named)),
              names.size() > named ? " and " + (names.size() - named) + " more" : "");
    }
  }

  /** Differences named in a sentence at most. */
  private static final int NAMED = 3;

  /**
   * The calls.
   *
   * @param live all entities with the tag, by kind
   * @throws IllegalArgumentException with a sentence for people, where no calls lead there
   */
  static Calls of(KongDeclaration file, String tag, Map<KongKind, List<ObjectNode>> live) {
    EntityPlan plan = new EntityPlan(tag, live);
    file.entities().stream().sorted(Comparator.comparing(Declared::kind)).forEach(plan::declared);
    List<Change> deletes = new ArrayList<>();
    for (KongKind kind : KongKind.values()) {
      for (ObjectNode entity : live.getOrDefault(kind, List.of())) {
        if (!plan.wanted.contains(entity.path("id").asString(""))) {
          deletes.add(new Change(kind, entity, false));
        }
      }
    }
    return new Calls(List.copyOf(plan.puts), List.copyOf(deletes.reversed()));
  }

  private void declared(Declared declared) {
    ObjectNode entity = declared.fields().deepCopy();
    declared
        .points()
        .forEach(
            (field, target) -> entity.putObject(field).put("id", ids.getOrDefault(target, "")));
    String natural = natural(declared.kind(), entity);
    ObjectNode known = known(declared.kind(), natural);
    String written = entity.path("id").asString("");
    String there = known.path("id").asString("");
    if (!written.isEmpty() && !there.isEmpty() && !written.equals(there)) {
      throw new IllegalArgumentException(
          "%s has the id %s at the gateway and %s in the file: take the id out of the file, or"
                  .formatted(declared.name(), there, written)
              + " delete it there first");
    }
    String id = !written.isEmpty() ? written : !there.isEmpty() ? there : made(declared, natural);
    entity.put("id", id);
    ids.put(declared, id);
    if (!wanted.add(id)) {
      throw new IllegalArgumentException(declared.name() + " is in the file twice");
    }
    tagged(entity);
    byId(declared.kind(), id, entity);
  }

  private void byId(KongKind kind, String id, ObjectNode entity) {
    for (ObjectNode each : live.getOrDefault(kind, List.of())) {
      if (each.path("id").asString("").equals(id)) {
        if (!EntityMatch.isServed(kind, entity, each)) {
          puts.add(new Change(kind, entity, false));
        }
        return;
      }
    }
    puts.add(new Change(kind, entity, true));
  }

  /** The set's tag, and one that names all that the file says: what it no longer says shows. */
  private void tagged(ObjectNode entity) {
    String content = EntityMatch.digestTag(entity);
    ArrayNode tags = JsonMapper.shared().createArrayNode();
    entity.path("tags").forEach(tags::add);
    tags.add(tag).add(content);
    entity.set("tags", tags);
  }

  private ObjectNode known(KongKind kind, String natural) {
    for (ObjectNode each : live.getOrDefault(kind, List.of())) {
      if (!natural.isEmpty() && natural(kind, each).equals(natural)) {
        return each;
      }
    }
    return JsonMapper.shared().createObjectNode();
  }

  /** What no two entities of a kind share; empty where only their ids tell them apart. */
  private static String natural(KongKind kind, JsonNode entity) {
    String key = entity.path(kind.naturalKey()).asString("");
    if (key.isEmpty()) {
      return "";
    }
    List<String> scope =
        switch (kind) {
          case ACL -> List.of("consumer");
          case TARGET -> List.of("upstream");
          case PLUGIN -> List.of("service", "route", "consumer");
          case KEY -> List.of("set");
          default -> List.of();
        };
    StringBuilder natural = new StringBuilder(key);
    scope.forEach(field -> natural.append('\n').append(entity.path(field).path("id").asString("")));
    return natural.toString();
  }

  /** The same id whoever makes it, so that a call that is made again makes nothing twice. */
  private String made(Declared declared, String natural) {
    return UUID.nameUUIDFromBytes(
            (tag + "\n" + declared.kind().word() + "\n" + natural).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
