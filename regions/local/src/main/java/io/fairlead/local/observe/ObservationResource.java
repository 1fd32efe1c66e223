package io.fairlead.local.observe;

import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.http.Resource;
import java.util.Map;

/** {@code /observations/{region}}: GET the newest entry, PUT one whose rank rises. */
public final class ObservationResource implements Resource {
  /** Header with the rank of an entry: {@code slot run sequence}. */
  public static final String RANK = "Fairlead-Rank";

  private final String region;
  private final ObservationStore store;

  /** Serves the entry of a region's own observer. */
  public ObservationResource(String region, ObservationStore store) {
    this.region = region;
    this.store = store;
  }

  @Override
  public Reply answer(Request request) {
    if (request.path().size() != 2 || !request.path().getLast().equals(region)) {
      return Reply.error(404, "this edge keeps the observations of " + region + " only");
    }
    return switch (request.method()) {
      case "GET" -> get();
      case "PUT" -> put(request);
      default -> Reply.error(405, "observations take GET and PUT");
    };
  }

  private Reply get() {
    return store
        .current()
        .map(
            entry ->
                Reply.bytes(
                    Map.of(RANK, entry.rank().text(), "Content-Type", Reply.JSON), entry.body()))
        .orElseGet(() -> Reply.error(404, "the observer of " + region + " has written nothing"));
  }

  private Reply put(Request request) {
    if (request.body().length == 0 || request.body().length > ObservationStore.MAX_BYTES) {
      return Reply.error(413, "an entry has 1 to " + ObservationStore.MAX_BYTES + " bytes");
    }
    Rank rank =
        Rank.parse(
            request
                .header(RANK)
                .orElseThrow(() -> new IllegalArgumentException("header " + RANK + " is missing")));
    boolean stored = store.put(new Entry(rank, request.body()));
    return Reply.json(stored ? 200 : 409, Json.object().put("stored", stored));
  }
}
