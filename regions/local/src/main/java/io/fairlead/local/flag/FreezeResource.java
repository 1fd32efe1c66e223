package io.fairlead.local.flag;

import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.http.Resource;

/** {@code /freeze}: GET, PUT (creates only), DELETE. */
public final class FreezeResource implements Resource {
  private final String fleet;
  private final FlagStore store;

  /** Serves a fleet's freeze object. */
  public FreezeResource(String fleet, FlagStore store) {
    this.fleet = fleet;
    this.store = store;
  }

  @Override
  public Reply answer(Request request) {
    return switch (request.method()) {
      case "GET" -> current(200);
      case "PUT" -> put(Freeze.parse(Json.parse(request.body())));
      case "DELETE" -> {
        store.unfreeze();
        yield current(200);
      }
      default -> Reply.error(405, "the freeze object takes GET, PUT and DELETE");
    };
  }

  private Reply put(Freeze freeze) {
    if (!freeze.fleet().equals(fleet)) {
      return Reply.error(400, "the body is about fleet " + freeze.fleet() + ", not " + fleet);
    }
    return current(store.freeze(freeze) == FlagStore.Written.DONE ? 201 : 412);
  }

  private Reply current(int status) {
    return store
        .freeze()
        .map(freeze -> Reply.json(status, freeze.json()))
        .orElseGet(() -> Reply.json(status, Json.object().put("absent", true)));
  }
}
