package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.topology.NoticeTopics;
import io.fairlead.wiring.topology.NotifySetting.EventGrid;
import io.fairlead.wiring.topology.Secret;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Secrets;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A receiver that nobody can reach would be noticed by its silence only. */
final class NotifyRules {
  private NotifyRules() {}

  static void check(Declared declared) {
    granted(declared);
    for (Tree item : declared.root().items("notify")) {
      eventGrid(declared, Section.of(item).section("eventGrid"));
      topic(declared, Section.of(item).leaf("sns"));
      Tree.Leaf webhook = Section.of(item).leaf("webhook");
      if (webhook != null && webhook.text().startsWith("http") && !hasHost(webhook.text())) {
        declared.error(
            webhook.place(),
            "no URL that can be posted to: it has no host, or characters to be written as %XX; a"
                + " value not shown");
      }
    }
  }

  private static void eventGrid(Declared declared, Section topic) {
    Tree.Leaf key = topic.leaf("key");
    if (key != null && Secrets.literal(key.written())) {
      declared.error(
          key.place(), "a key is never in the file: name it, as in ${NAME} or ${file:PATH}");
    }
    Tree.Leaf endpoint = topic.leaf("endpoint");
    if (endpoint == null) {
      return;
    }
    if (endpoint.text().startsWith("http://") && topic.text("key", "").isEmpty()) {
      declared.error(
          endpoint.place(), "no identity's token is sent over http: say https, or give 'key'");
    }
    if (declared.regions().values().stream()
        .noneMatch(region -> region.text("cloud", "").equals("azure"))) {
      declared.error(
          endpoint.place(),
          "functions in Azure publish to it, and no region is there: say 'webhook' or 'sns'");
    }
  }

  /**
   * A warning, because a topic may be deployed and granted otherwise; {@code fairlead stacks}
   * prints what grants it.
   */
  private static void granted(Declared declared) {
    SortedMap<String, String> locations = new TreeMap<>();
    declared
        .regions()
        .forEach(
            (name, region) -> {
              if (region.text("cloud", "").equals("azure")) {
                locations.put(name, region.text("location", ""));
              }
            });
    List<EventGrid> topics = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    for (Tree item : declared.root().items("notify")) {
      Section topic = Section.of(item).section("eventGrid");
      Tree.Leaf endpoint = topic.leaf("endpoint");
      if (endpoint != null && endpoint.resolved()) {
        Secret key = topic.leaf("key") == null ? null : new Secret("");
        topics.add(new EventGrid(endpoint.text(), key, new TreeSet<>()));
        places.putIfAbsent(endpoint.text(), endpoint.place());
      }
    }
    NoticeTopics all = new NoticeTopics(declared.root().text("fleet", ""), locations, topics);
    all.ungranted()
        .forEach(
            (endpoint, regions) ->
                declared.warning(
                    Objects.requireNonNull(places.get(endpoint)),
                    "the functions of %s publish to it by their identities, and infra/azure lets each publish to its own topic alone, as in %s: 'fairlead stacks' prints what lets them, or give 'key'"
                        .formatted(String.join(", ", regions), all.made(regions.first()))));
  }

  private static void topic(Declared declared, Tree.@Nullable Leaf sns) {
    if (sns != null
        && !sns.text().isEmpty()
        && declared.regions().values().stream().noneMatch(Declared::isAws)) {
      declared.error(
          sns.place(),
          "functions in AWS publish to it, and no region is there: say 'webhook' or 'eventGrid'");
    }
  }

  private static boolean hasHost(String text) {
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
