package io.fairlead.wiring.topology;

import io.fairlead.wiring.topology.NotifySetting.EventGrid;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The topics of Event Grid that functions publish to, and those of them that {@code infra/azure}
 * makes: one a region, to which the functions of that region alone may publish.
 *
 * @param locations of the regions in Azure, by name
 * @param topics in the order of the file
 */
public record NoticeTopics(
    String fleet, SortedMap<String, String> locations, List<EventGrid> topics) {
  /** What lets an identity publish to a topic. */
  public static final String ROLE = "EventGrid Data Sender";

  public NoticeTopics {
    locations = Collections.unmodifiableSortedMap(new TreeMap<>(locations));
    topics = List.copyOf(topics);
  }

  /** The name of the topic that the template makes in a region. */
  public String made(String region) {
    return "fairlead-" + fleet + "-" + region;
  }

  /** The region whose topic it is; empty = no template makes it. */
  public Optional<String> owner(EventGrid topic) {
    return locations.keySet().stream()
        .filter(
            region ->
                topic
                    .endpoint()
                    .matches(
                        "https://%s-[0-9]+\\.eventgrid\\.[^/]*/api/events"
                            .formatted(
                                Pattern.quote(
                                    made(region)
                                        + "."
                                        + Objects.requireNonNull(locations.get(region))))))
        .findFirst();
  }

  /** Those that a region's functions publish to by their identity. */
  public List<EventGrid> byIdentity(String region) {
    String here = locations.getOrDefault(region, "");
    return NotifySetting.near(topics, EventGrid::location, here).stream()
        .filter(topic -> topic.key() == null)
        .toList();
  }

  /** Endpoints, each with the regions that publish to it and that no template lets. */
  public SequencedMap<String, SortedSet<String>> ungranted() {
    SequencedMap<String, SortedSet<String>> ungranted = new LinkedHashMap<>();
    for (EventGrid topic : topics) {
      Optional<String> owner = owner(topic);
      SortedSet<String> regions = new TreeSet<>();
      for (String region : locations.keySet()) {
        if (byIdentity(region).contains(topic) && !owner.equals(Optional.of(region))) {
          regions.add(region);
        }
      }
      if (!regions.isEmpty()) {
        ungranted.put(topic.endpoint(), Collections.unmodifiableSortedSet(regions));
      }
    }
    return ungranted;
  }
}
