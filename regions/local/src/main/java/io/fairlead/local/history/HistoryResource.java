package io.fairlead.local.history;

import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.http.Resource;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /history}: GET the names of all pages; {@code /history/{name}}: GET, PUT creates once. */
public final class HistoryResource implements Resource {
  private final PageStore store;

  /** Serves a store's pages. */
  public HistoryResource(PageStore store) {
    this.store = store;
  }

  @Override
  public Reply answer(Request request) {
    if (request.path().size() == 1 && request.method().equals("GET")) {
      return Reply.json(200, names());
    }
    if (request.path().size() != 2) {
      return Reply.error(404, "GET /history, or GET and PUT /history/NAME");
    }
    PageName name = PageName.parse(request.path().getLast());
    return switch (request.method()) {
      case "GET" ->
          store
              .get(name)
              .map(content -> Reply.bytes(Map.of("Content-Type", Reply.JSON), content))
              .orElseGet(() -> Reply.error(404, "no page " + name.text()));
      case "PUT" -> put(name, request.body());
      default -> Reply.error(405, "a page of history takes GET and PUT");
    };
  }

  private Reply put(PageName name, byte[] content) {
    if (content.length == 0 || content.length > PageStore.MAX_BYTES) {
      return Reply.error(413, "a page has 1 to " + PageStore.MAX_BYTES + " bytes");
    }
    if (!name.names(content)) {
      return Reply.error(400, name.text() + " is not the name of this content");
    }
    boolean created = store.put(name, content);
    return Reply.json(created ? 201 : 200, Json.object().put("created", created));
  }

  private ObjectNode names() {
    ObjectNode node = Json.object();
    ArrayNode pages = node.putArray("pages");
    store.names().forEach(name -> pages.add(name.text()));
    return node;
  }
}
