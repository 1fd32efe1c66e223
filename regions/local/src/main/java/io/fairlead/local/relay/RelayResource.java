package io.fairlead.local.relay;

import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.http.Resource;
import java.time.InstantSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /relays}: GET all holders; POST {@code /relays/{address}} moves one. */
public final class RelayResource implements Resource {
  private final Relays relays;
  private final InstantSource clock;

  /** Serves these relays. */
  public RelayResource(Relays relays, InstantSource clock) {
    this.relays = relays;
    this.clock = clock;
  }

  @Override
  public Reply answer(Request request) {
    int segments = request.path().size();
    if (segments == 1 && request.method().equals("GET")) {
      return Reply.json(200, all());
    }
    if (segments == 2 && request.method().equals("POST")) {
      MoveRequest move = MoveRequest.parse(Json.parse(request.body()));
      return reply(relays.move(request.path().getLast(), move, clock.instant()));
    }
    return Reply.error(405, "GET /relays, or POST /relays/ADDRESS");
  }

  private ObjectNode all() {
    ObjectNode node = Json.object();
    ArrayNode list = node.putArray("relays");
    for (String name : relays.names()) {
      ObjectNode each = list.addObject().put("address", name).put("holder", relays.holder(name));
      ArrayNode listen = each.putArray("listen");
      relays
          .addresses(name)
          .forEach(at -> listen.add(at.getAddress().getHostAddress() + ":" + at.getPort()));
    }
    return node.put("connections", relays.connections());
  }

  private static Reply reply(MoveAnswer answer) {
    return switch (answer) {
      case MoveAnswer.Moved _ -> Reply.json(200, Json.object().put("moved", true));
      case MoveAnswer.Conflict conflict ->
          Reply.json(
              409, Json.object().put("error", conflict.why()).put("holder", conflict.holder()));
      case MoveAnswer.Expired _ -> Reply.error(410, "the move came after its notAfter");
      case MoveAnswer.Unknown unknown -> Reply.error(404, unknown.why());
    };
  }
}
