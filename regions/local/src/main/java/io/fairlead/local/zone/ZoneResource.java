package io.fairlead.local.zone;

import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.http.Resource;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordSets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /zones/{zone}}: GET the zone, POST a batch, PUT a newer whole. */
public final class ZoneResource implements Resource {
  /** Field of a batch after which it is refused, by the edge's clock. */
  public static final String NOT_AFTER = "notAfter";

  private final SortedMap<String, ZoneStore> zones;
  private final InstantSource clock;

  /** Serves these zones. */
  public ZoneResource(SortedMap<String, ZoneStore> zones, InstantSource clock) {
    this.zones = Collections.unmodifiableSortedMap(new TreeMap<>(zones));
    this.clock = clock;
  }

  @Override
  public Reply answer(Request request) {
    ZoneStore store = request.path().size() == 2 ? zones.get(request.path().getLast()) : null;
    if (store == null) {
      return Reply.error(404, "no such zone; there are " + zones.keySet());
    }
    return switch (request.method()) {
      case "GET" -> Reply.json(200, ZoneJson.zone(store.current()));
      case "POST" -> change(store, Json.parse(request.body()));
      case "PUT" -> level(store, ZoneJson.zone(Json.parse(request.body())));
      default -> Reply.error(405, "a zone takes GET, POST and PUT");
    };
  }

  private Reply change(ZoneStore store, JsonNode body) {
    RecordBatch batch = ZoneJson.batch(body);
    checkZone(store, batch.zone());
    if (clock.instant().isAfter(Instant.parse(Json.text(body, NOT_AFTER)))) {
      return Reply.error(410, "the batch came after its " + NOT_AFTER);
    }
    return reply(store.apply(batch));
  }

  private Reply level(ZoneStore store, RecordSets whole) {
    checkZone(store, whole.zone());
    return reply(store.level(whole));
  }

  private static void checkZone(ZoneStore store, String zone) {
    if (!store.current().zone().equals(zone)) {
      throw new IllegalArgumentException(
          "the body is about zone " + zone + ", the path about " + store.current().zone());
    }
  }

  private static Reply reply(ZoneAnswer answer) {
    return switch (answer) {
      case ZoneAnswer.Applied applied -> Reply.json(200, ZoneJson.zone(applied.now()));
      case ZoneAnswer.Conflict conflict -> {
        ObjectNode node = Json.object().put("error", conflict.why());
        node.set("current", ZoneJson.zone(conflict.now()));
        yield Reply.json(409, node);
      }
      case ZoneAnswer.Invalid invalid -> Reply.error(422, invalid.why());
    };
  }
}
