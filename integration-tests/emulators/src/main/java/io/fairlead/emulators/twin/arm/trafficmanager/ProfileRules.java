package io.fairlead.emulators.twin.arm.trafficmanager;

import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.arm.Resource;
import io.fairlead.emulators.twin.arm.ResourceKind.Write;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What Traffic Manager refuses, as the descriptions in its specification and its pages say; the
 * codes and messages are of our own wording.
 *
 * @see <a
 *     href="https://learn.microsoft.com/azure/traffic-manager/traffic-manager-monitoring#configure-endpoint-monitoring">Configure
 *     endpoint monitoring</a>
 */
final class ProfileRules {
  private static final int MOST_ENDPOINTS = 200;
  private static final int MOST_HEADERS = 8;
  private static final int MOST = 1000;
  private static final int MOST_PORT = 65_535;
  private static final int MOST_FAILURES = 9;
  private static final int FAST = 10;
  private static final int SLOW = 30;
  private static final int SHORTEST = 5;
  private static final Set<String> METHODS =
      Set.of("Performance", "Priority", "Weighted", "Geographic", "MultiValue", "Subnet");

  private ProfileRules() {}

  /** Refuses what cannot be a profile. */
  static void check(Write write) {
    JsonNode properties = write.body().path("properties");
    must(write.body().path("location").asString("").equals("global"), "location is not 'global'");
    must(
        METHODS.contains(properties.path("trafficRoutingMethod").asString("")),
        "trafficRoutingMethod is none");
    name(write, properties.path("dnsConfig"));
    monitor(properties.path("monitorConfig"));
    endpoints(properties.path(Profiles.ENDPOINTS));
  }

  private static void name(Write write, JsonNode dns) {
    String name = dns.path("relativeName").asString("").toLowerCase(Locale.ROOT);
    must(!name.isEmpty(), "dnsConfig.relativeName is missing");
    must(dns.path("ttl").asLong(-1) >= 0, "dnsConfig.ttl is missing");
    for (Resource other : write.state().ofType(write.id().type()).toList()) {
      String its =
          other.body().path("properties").path("dnsConfig").path("relativeName").asString();
      boolean same = its.equalsIgnoreCase(name);
      boolean itself = other.id().key().equals(write.id().key());
      must(same || !itself, "dnsConfig.relativeName is never changed");
      if (same && !itself) {
        throw new Refusal(409, "Conflict", "Domain name " + name + " already exists.");
      }
    }
  }

  private static void monitor(JsonNode monitor) {
    String protocol = monitor.path("protocol").asString("").toUpperCase(Locale.ROOT);
    must(Set.of("HTTP", "HTTPS", "TCP").contains(protocol), "monitorConfig.protocol is none");
    within(monitor, "port", 1, MOST_PORT);
    must(
        protocol.equals("TCP") != monitor.path("path").asString("").startsWith("/"),
        "monitorConfig.path does not go with the protocol");
    int interval = monitor.path("intervalInSeconds").asInt(SLOW);
    must(interval == FAST || interval == SLOW, "monitorConfig.intervalInSeconds is not 10 or 30");
    if (monitor.has("timeoutInSeconds")) {
      within(monitor, "timeoutInSeconds", SHORTEST, interval == FAST ? FAST - 1 : FAST);
    } else {
      must(interval == SLOW, "monitorConfig.timeoutInSeconds is missing for a short interval");
    }
    if (monitor.has("toleratedNumberOfFailures")) {
      within(monitor, "toleratedNumberOfFailures", 0, MOST_FAILURES);
    }
    must(monitor.path("customHeaders").size() <= MOST_HEADERS, "more than 8 custom headers");
  }

  private static void endpoints(JsonNode endpoints) {
    must(endpoints.size() <= MOST_ENDPOINTS, "more than 200 endpoints");
    Set<String> names = new HashSet<>();
    Set<String> targets = new HashSet<>();
    Set<Integer> priorities = new HashSet<>();
    for (JsonNode endpoint : endpoints) {
      JsonNode properties = endpoint.path("properties");
      String name = endpoint.path("name").asString("").toLowerCase(Locale.ROOT);
      must(!name.isEmpty() && names.add(name), "an endpoint's name is missing, or there twice");
      String target = properties.path("target").asString("").toLowerCase(Locale.ROOT);
      boolean external =
          endpoint.path("type").asString("").toLowerCase(Locale.ROOT).endsWith("externalendpoints");
      must(!external || !target.isEmpty(), "target of " + name + " is missing");
      must(target.isEmpty() || targets.add(target), "target " + target + " is there twice");
      if (properties.has("weight")) {
        within(properties, "weight", 1, MOST);
      }
      if (properties.has("priority")) {
        within(properties, "priority", 1, MOST);
        must(priorities.add(properties.path("priority").asInt()), "a priority is there twice");
      }
      must(properties.path("customHeaders").size() <= MOST_HEADERS, "more than 8 custom headers");
    }
    must(
        priorities.isEmpty() || priorities.size() == endpoints.size(),
        "priority is on every endpoint, or on none");
  }

  private static void within(JsonNode node, String field, int least, int most) {
    int value = node.path(field).asInt(least - 1);
    must(value >= least && value <= most, field + " is not in " + least + "-" + most);
  }

  private static void must(boolean so, String problem) {
    if (!so) {
      throw new Refusal(400, "BadRequest", problem);
    }
  }
}
