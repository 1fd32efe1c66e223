package io.fairlead.emulators.twin.arm.trafficmanager;

import io.fairlead.emulators.twin.arm.trafficmanager.ProfileService.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a profile's name is answered with.
 *
 * @param profile its properties
 */
record Answers(ProfileService manager, JsonNode profile) {
  private static final String DISABLED = "Disabled";

  /** Parts by target: of those that pass, and where none does, of all that are enabled. */
  SortedMap<String, Integer> all() {
    SortedMap<String, Integer> answers = new TreeMap<>();
    if (is(profile, "profileStatus", DISABLED)) {
      return answers;
    }
    List<JsonNode> enabled = new ArrayList<>();
    profile
        .path("endpoints")
        .forEach(
            endpoint -> {
              if (!is(endpoint.path("properties"), "endpointStatus", DISABLED)) {
                enabled.add(endpoint.path("properties"));
              }
            });
    List<JsonNode> passing = enabled.stream().filter(this::isPassing).toList();
    List<JsonNode> usable = passing.isEmpty() ? enabled : passing;
    switch (profile.path("trafficRoutingMethod").asString("")) {
      case "Weighted" ->
          usable.forEach(each -> answers.merge(target(each), weight(each), Integer::sum));
      case "Priority" ->
          usable.stream()
              .min(Comparator.comparingInt(each -> each.path("priority").asInt()))
              .ifPresent(first -> answers.put(target(first), 1));
      default -> usable.forEach(each -> answers.put(target(each), 1));
    }
    return answers;
  }

  private static int weight(JsonNode endpoint) {
    return endpoint.path("weight").asInt(1);
  }

  private static String target(JsonNode endpoint) {
    return endpoint.path("target").asString("");
  }

  /** Whether an endpoint's probe passes, or it has none. */
  boolean isPassing(JsonNode endpoint) {
    return is(endpoint, "alwaysServe", "Enabled") || manager.isPassing(probe(endpoint));
  }

  private Probe probe(JsonNode endpoint) {
    JsonNode monitor = profile.path("monitorConfig");
    SortedMap<String, String> headers = new TreeMap<>();
    for (JsonNode headersOf : List.of(monitor, endpoint)) {
      headersOf
          .path("customHeaders")
          .forEach(
              each ->
                  headers.put(
                      each.path("name").asString("").toLowerCase(Locale.ROOT),
                      each.path("value").asString("")));
    }
    return new Probe(
        target(endpoint),
        monitor.path("protocol").asString(""),
        monitor.path("port").asInt(0),
        monitor.path("path").asString(""),
        headers);
  }

  private static boolean is(JsonNode node, String field, String value) {
    return node.path(field).asString("").equalsIgnoreCase(value);
  }
}
