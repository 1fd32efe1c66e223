package io.fairlead.local.flag;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.http.Resource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /flags}: GET all, with the freeze object; {@code /flags/{region}/{group}}: GET, PUT with
 * {@code If-None-Match: *} or {@code If-Match}, DELETE with {@code If-Match}.
 */
public final class FlagResource implements Resource {
  /** Condition header: the tag of the flag that is to be there. */
  static final String IF_MATCH = "If-Match";

  private final String fleet;
  private final FlagStore store;

  /** Serves a fleet's flags. */
  public FlagResource(String fleet, FlagStore store) {
    this.fleet = fleet;
    this.store = store;
  }

  @Override
  public Reply answer(Request request) {
    if (request.path().size() == 1 && request.method().equals("GET")) {
      return Reply.json(200, all());
    }
    if (request.path().size() != 3) {
      return Reply.error(404, "GET /flags, or /flags/REGION/GROUP");
    }
    RegionGroup flag = new RegionGroup(request.path().get(1), request.path().get(2));
    return switch (request.method()) {
      case "GET" -> current(200, 404, flag);
      case "PUT" -> put(flag, request);
      case "DELETE" -> delete(flag, request);
      default -> Reply.error(405, "a flag takes GET, PUT and DELETE");
    };
  }

  private ObjectNode all() {
    ObjectNode node = Json.object();
    ArrayNode flags = node.putArray("flags");
    store.flags().values().forEach(flag -> flags.add(flag.json()));
    store.freeze().ifPresent(freeze -> node.set("freeze", freeze.json()));
    return node;
  }

  private Reply put(RegionGroup flag, Request request) {
    FlagObject body = FlagObject.parse(Json.parse(request.body()));
    if (!body.flag().equals(flag) || !body.fleet().equals(fleet)) {
      return Reply.error(
          400, "the body is about " + body.fleet() + " " + body.flag() + ", not " + flag);
    }
    boolean create = request.condition("If-None-Match").filter("*"::equals).isPresent();
    Optional<String> tag = request.condition(IF_MATCH);
    if (create == tag.isPresent()) {
      return Reply.error(428, "PUT a flag with If-None-Match: * or with If-Match");
    }
    @Nullable String expected = tag.orElse(null);
    return written(store.put(body, expected), flag, create ? 201 : 200, 412);
  }

  private Reply delete(RegionGroup flag, Request request) {
    Optional<String> tag = request.condition(IF_MATCH);
    if (tag.isEmpty()) {
      return Reply.error(428, "DELETE a flag with If-Match");
    }
    return written(store.delete(flag, tag.get()), flag, 200, 404);
  }

  private Reply written(FlagStore.Written written, RegionGroup flag, int done, int absent) {
    return switch (written) {
      case DONE -> current(done, done, flag);
      case CONDITION -> current(412, absent, flag);
      case FULL -> Reply.error(507, "the store holds " + FlagStore.MAX_FLAGS + " flags already");
    };
  }

  private Reply current(int present, int absent, RegionGroup flag) {
    FlagObject found = store.flags().get(flag);
    return found == null
        ? Reply.json(absent, Json.object().put("absent", true))
        : Reply.json(present, found.json());
  }
}
