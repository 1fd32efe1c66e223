package io.fairlead.local.observe;

import io.fairlead.health.Observation;
import io.fairlead.local.client.Answer;
import io.fairlead.local.client.EdgeClient;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.client.Outcomes;
import io.fairlead.port.Codec;
import io.fairlead.port.Observations;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Observation entries on edges: an observer writes to its own region's, readers ask all. */
public final class EdgeObservations implements Observations {
  private final EdgeClient edges;
  private final String region;
  private final Codec<Observation> codec;

  /** Entries over the edges of a fleet; {@code region}'s observer writes. */
  public EdgeObservations(EdgeClient edges, String region, Codec<Observation> codec) {
    this.edges = edges;
    this.region = region;
    this.codec = codec;
  }

  @Override
  public Published publish(Observation mine, Instant deadline) {
    EdgeRequest request =
        EdgeRequest.of("PUT", path(region), codec.encode(mine))
            .with(ObservationResource.RANK, Rank.of(mine).text());
    Answer answer = edges.ask(Map.of(region, request), deadline).get(region);
    if (!(answer instanceof Answer.Got got)) {
      return Published.UNKNOWN;
    }
    return switch (got.status()) {
      case 200 -> Published.WRITTEN;
      case 409 -> Published.NOT_RISING;
      default -> Published.UNKNOWN;
    };
  }

  @Override
  public Entries latest(Instant deadline) {
    Map<String, EdgeRequest> requests = new TreeMap<>();
    edges
        .settings()
        .edges()
        .keySet()
        .forEach(each -> requests.put(each, EdgeRequest.get(path(each))));
    SortedMap<String, Observation> found = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    edges
        .ask(requests, deadline)
        .forEach(
            (observer, answer) -> {
              switch (answer) {
                case Answer.Lost lost -> unreadable.put(observer, lost.why());
                case Answer.NotSent _ -> unreadable.put(observer, "no time was left to ask");
                case Answer.Got got when got.status() != 200 ->
                    unreadable.put(observer, Outcomes.error(got));
                case Answer.Got got -> read(observer, got, found, unreadable);
              }
            });
    return new Entries(found, unreadable);
  }

  private void read(
      String observer,
      Answer.Got got,
      SortedMap<String, Observation> found,
      SortedMap<String, String> unreadable) {
    try {
      Observation observation = codec.decode(got.body());
      if (observation.observer().equals(observer)) {
        found.put(observer, observation);
      } else {
        unreadable.put(observer, "the entry is by " + observation.observer());
      }
    } catch (IllegalArgumentException e) {
      unreadable.put(observer, "the entry cannot be read: " + e.getMessage());
    }
  }

  private static String path(String region) {
    return "/observations/" + region;
  }
}
