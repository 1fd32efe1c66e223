package io.fairlead.emulators.twin.arm.trafficmanager;

import io.fairlead.emulators.twin.arm.ArmState;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceId;
import io.fairlead.emulators.twin.arm.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Profiles: no ETags, and a write is done when it is answered. */
record Profiles(String type, ProfileService manager) implements ResourceKind {
  static final String VERSION = "2022-04-01";
  static final String ENDPOINTS = "endpoints";
  static final String PATCH = "_Update";
  static final String DELETED = "deleted";
  static final Set<String> METHODS = Set.of("GET", "PUT", "PATCH", "DELETE");

  private static final String STATUS = "endpointMonitorStatus";
  private static final String PROFILE_STATUS = "profileMonitorStatus";
  private static final int INTERVAL = 30;
  private static final int FAILURES = 3;
  private static final int TIMEOUT = 10;

  @Override
  public String namespace() {
    return "Microsoft.Network";
  }

  @Override
  public String operations() {
    return "Profiles";
  }

  @Override
  public Set<String> versions() {
    return Set.of(VERSION);
  }

  @Override
  public Set<String> methods() {
    return METHODS;
  }

  @Override
  public String patch() {
    return PATCH;
  }

  @Override
  public boolean fenced() {
    return false;
  }

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public Optional<String> deleted() {
    return Optional.of(DELETED);
  }

  /** Fills in what a write may leave out, as the answers of the examples have it. */
  @Override
  public List<ResourceId> written(Write write) {
    ProfileRules.check(write);
    ObjectNode properties = write.body().withObjectProperty("properties");
    ObjectNode monitor = properties.withObjectProperty("monitorConfig");
    monitor.remove(PROFILE_STATUS);
    usual(monitor);
    properties.withObjectProperty("dnsConfig").remove("fqdn");
    if (!properties.has("profileStatus")) {
      properties.put("profileStatus", "Enabled");
    }
    int place = 0;
    for (JsonNode each : properties.withArrayProperty(ENDPOINTS)) {
      if (each instanceof ObjectNode endpoint) {
        place++;
        complete(write.id(), endpoint, place);
      }
    }
    return List.of();
  }

  private static void usual(ObjectNode monitor) {
    fill(monitor, "intervalInSeconds", INTERVAL);
    fill(monitor, "toleratedNumberOfFailures", FAILURES);
    fill(monitor, "timeoutInSeconds", TIMEOUT);
  }

  private static void complete(ResourceId profile, ObjectNode endpoint, int place) {
    String type = endpoint.path("type").asString("");
    String last = type.substring(type.lastIndexOf('/') + 1);
    String own = Character.toLowerCase(last.charAt(0)) + last.substring(1);
    ResourceId id = profile.child(own, endpoint.path("name").asString(""));
    endpoint.put("id", id.text()).put("type", id.namespace() + "/" + id.type());
    ObjectNode properties = endpoint.withObjectProperty("properties");
    properties.remove(STATUS);
    fill(properties, "weight", 1);
    fill(properties, "priority", place);
    if (!properties.has("endpointStatus")) {
      properties.put("endpointStatus", "Enabled");
    }
  }

  private static void fill(ObjectNode node, String field, int value) {
    if (!node.has(field)) {
      node.put(field, value);
    }
  }

  @Override
  public void show(ArmState state, Resource resource, ObjectNode body) {
    ObjectNode properties = body.withObjectProperty("properties");
    ObjectNode dns = properties.withObjectProperty("dnsConfig");
    dns.put("fqdn", dns.path("relativeName").asString("") + ".trafficmanager.net");
    usual(properties.withObjectProperty("monitorConfig"));
    Answers answers = new Answers(manager, properties);
    int place = 0;
    for (JsonNode each : properties.withArrayProperty(ENDPOINTS)) {
      place++;
      if (each.has("type")) {
        complete(resource.id(), (ObjectNode) each, place);
      }
    }
    boolean any = false;
    for (JsonNode each : properties.withArrayProperty(ENDPOINTS)) {
      ObjectNode endpoint = ((ObjectNode) each).withObjectProperty("properties");
      boolean off = endpoint.path("endpointStatus").asString("").equals("Disabled");
      any |= !off;
      endpoint.put(STATUS, off ? "Disabled" : status(answers, endpoint));
    }
    boolean disabled = properties.path("profileStatus").asString("").equals("Disabled");
    properties
        .withObjectProperty("monitorConfig")
        .put(PROFILE_STATUS, disabled ? "Disabled" : any ? "CheckingEndpoints" : "Inactive");
  }

  private static String status(Answers answers, ObjectNode endpoint) {
    if (endpoint.path("alwaysServe").asString("").equals("Enabled")) {
      return "Unmonitored";
    }
    return answers.isPassing(endpoint) ? "CheckingEndpoint" : "Degraded";
  }
}
