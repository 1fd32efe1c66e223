package io.fairlead.azure.trafficmanager;

import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records as the fleet has them and endpoints as Traffic Manager has them, both ways.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/trafficmanager/endpoints/create-or-update">
 *     Endpoints - Create Or Update</a>
 */
record EndpointForm(Profile profile) {
  /** Priorities above it are of records without weight. */
  static final int LAST_WITH_WEIGHT = 500;

  private static final String EXTERNAL = Profile.TYPE + "/externalEndpoints";

  /** Names the flag, {@code region/group}, to whoever answers the probe. */
  private static final String FLAG_HEADER = "x-fairlead-flag";

  private static final String HOST_HEADER = "host";
  private static final String ENABLED = "Enabled";
  private static final String DISABLED = "Disabled";

  /** Whether an endpoint is one that has a record's target, and leads not to a resource. */
  static boolean isExternal(JsonNode endpoint) {
    return endpoint.path("type").asString("").equalsIgnoreCase(EXTERNAL);
  }

  /** The record of an external endpoint. */
  WeightedRecord record(JsonNode endpoint, Duration ttl) {
    JsonNode properties = endpoint.path("properties");
    String target = properties.path("target").asString("").toLowerCase(Locale.ROOT);
    RecordKey key =
        new RecordKey(
            profile.name(), WantedRecords.typeOf(target), endpoint.path("name").asString(""));
    return new WeightedRecord(key, ttl, weight(properties), List.of(target), check(properties));
  }

  private int weight(JsonNode properties) {
    boolean last =
        profile.method() == Profile.Method.PRIORITY
            && properties.path("priority").asInt(1) > LAST_WITH_WEIGHT;
    return last || text(properties, "endpointStatus").equalsIgnoreCase(DISABLED)
        ? 0
        : Math.min(WeightedRecord.MAX_WEIGHT, properties.path("weight").asInt(1));
  }

  private static @Nullable String check(JsonNode properties) {
    return isServedAlways(properties) ? null : header(properties, FLAG_HEADER).orElse(null);
  }

  private static boolean isServedAlways(JsonNode properties) {
    return text(properties, "alwaysServe").equalsIgnoreCase(ENABLED);
  }

  private static Optional<String> header(JsonNode properties, String name) {
    for (JsonNode each : properties.path("customHeaders")) {
      if (text(each, "name").equalsIgnoreCase(name)) {
        return Optional.of(text(each, "value"));
      }
    }
    return Optional.empty();
  }

  /**
   * The endpoint of a record.
   *
   * @param priority where the profile chooses by it
   * @throws IllegalArgumentException when Traffic Manager has no such endpoint
   */
  ObjectNode endpoint(WeightedRecord record, int priority) {
    RecordKey key = record.key();
    boolean one = record.values().size() == 1 && record.alias() == null;
    if (!one || !key.name().equals(profile.name())) {
      throw new IllegalArgumentException(
          key.text()
              + ": an endpoint of "
              + profile.id().name()
              + " answers "
              + profile.name()
              + " with one address or host name");
    }
    ObjectNode endpoint = JsonMapper.shared().createObjectNode();
    endpoint.put("name", key.setIdentifier()).put("type", EXTERNAL);
    ObjectNode properties = endpoint.putObject("properties");
    properties.put("target", record.values().getFirst());
    properties.put("endpointStatus", isServing(record) ? ENABLED : DISABLED);
    properties.put("weight", Math.max(1, record.weight()));
    if (profile.method() == Profile.Method.PRIORITY) {
      properties.put("priority", priority);
    }
    String check = record.healthCheck();
    properties.put("alwaysServe", check == null ? ENABLED : DISABLED);
    if (check != null) {
      var headers = properties.putArray("customHeaders");
      headers.addObject().put("name", HOST_HEADER).put("value", profile.name());
      headers.addObject().put("name", FLAG_HEADER).put("value", check);
    }
    return endpoint;
  }

  private boolean isServing(WeightedRecord record) {
    return record.weight() > 0 || profile.method() == Profile.Method.PRIORITY;
  }

  /** What somebody else has changed of a record's endpoint that its record does not tell. */
  Optional<String> differs(WeightedRecord record, JsonNode endpoint) {
    JsonNode found = endpoint.path("properties");
    JsonNode wanted = endpoint(record, found.path("priority").asInt(1)).path("properties");
    String name = endpoint.path("name").asString("");
    if (!text(found, "endpointStatus").equalsIgnoreCase(text(wanted, "endpointStatus"))) {
      return Optional.of(
          name + " is " + text(found, "endpointStatus") + ", and takes over for nobody");
    }
    if (isServedAlways(found) != isServedAlways(wanted)) {
      return Optional.of(name + " is probed, and no flag is named to whom the probe asks");
    }
    if (!header(found, HOST_HEADER).equals(header(wanted, HOST_HEADER))) {
      return Optional.of(name + " is probed as another host than " + profile.name());
    }
    return Optional.empty();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
