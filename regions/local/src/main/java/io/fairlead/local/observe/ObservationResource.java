package io.fairlead.local.observe;

import io.fairlead.local.http.Json;
import io.fairlead.local.http.Reply;
import io.fairlead.local.http.Request;
import io.fairlead.local.http.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** {@code /observations/{region}}: GET the newest entry, PUT one whose rank rises. */
public final class ObservationResource implements Resource {
  /** Header with the rank of an entry: {@code slot run sequence}. */
  public static final String RANK = "Fairlead-Rank";

  /** How far an entry may lie ahead of this edge's clock: what an observer may be off, too. */
  public static final Duration MOST_AHEAD = Duration.ofSeconds(10);

  private static final int UNACCEPTABLE = 422;

  private final String region;
  private final ObservationStore store;
  private final InstantSource clock;

  /** Serves the entry of a region's own observer. */
  public ObservationResource(String region, ObservationStore store, InstantSource clock) {
    this.region = region;
    this.store = store;
    this.clock = clock;
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
    long lastSlot = clock.instant().plus(MOST_AHEAD).toEpochMilli();
    if (rank.slot() > lastSlot) {
      return Reply.error(UNACCEPTABLE, ahead(rank.slot()));
    }
    boolean stored = store.put(new Entry(rank, request.body()), lastSlot);
    return Reply.json(stored ? 200 : 409, Json.object().put("stored", stored));
  }

  /** An entry from the future would keep out every later one until that time has come. */
  private String ahead(long slot) {
    return "the entry is of %s, more than %d s ahead of this edge's clock, %s: set the clock of the observer or of the edge"
        .formatted(Instant.ofEpochMilli(slot), MOST_AHEAD.toSeconds(), clock.instant());
  }
}
