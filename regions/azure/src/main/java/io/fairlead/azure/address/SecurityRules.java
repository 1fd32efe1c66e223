package io.fairlead.azure.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Rules of a network security group, the first that fits deciding. What lets some clients in
 * counts: a list of sources is the operator's to choose.
 *
 * @param properties of the group
 */
record SecurityRules(JsonNode properties) {
  private static final Set<String> EVERYBODY = Set.of("*", "Internet", "0.0.0.0/0");
  private static final Set<String> NOT_CLIENTS = Set.of("VirtualNetwork", "AzureLoadBalancer");

  /** Whether clients reach a TCP port. */
  boolean letIn(int port) {
    List<JsonNode> rules = new ArrayList<>();
    for (String list : List.of("securityRules", "defaultSecurityRules")) {
      properties.path(list).forEach(each -> rules.add(each.path("properties")));
    }
    rules.sort(Comparator.comparingInt(rule -> rule.path("priority").asInt(Integer.MAX_VALUE)));
    for (JsonNode rule : rules) {
      if (!rule.path("direction").asString("").equalsIgnoreCase("Inbound") || !fits(rule, port)) {
        continue;
      }
      boolean allows = rule.path("access").asString("").equalsIgnoreCase("Allow");
      Set<String> sources = texts(rule, "sourceAddressPrefix");
      if (allows && !NOT_CLIENTS.containsAll(sources)) {
        return true;
      }
      if (!allows && sources.stream().anyMatch(EVERYBODY::contains)) {
        return false;
      }
    }
    return false;
  }

  private static boolean fits(JsonNode rule, int port) {
    String protocol = rule.path("protocol").asString("*");
    return (protocol.equals("*") || protocol.equalsIgnoreCase("Tcp"))
        && texts(rule, "destinationPortRange").stream().anyMatch(range -> has(range, port));
  }

  private static boolean has(String range, int port) {
    if (range.equals("*")) {
      return true;
    }
    String[] ends = range.split("-", 2);
    try {
      return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
    } catch (NumberFormatException noPorts) {
      return false;
    }
  }

  /** A field that is one text, or with an s a list of them. */
  private static Set<String> texts(JsonNode rule, String field) {
    Set<String> texts = new java.util.TreeSet<>();
    String one = rule.path(field).asString("");
    if (!one.isEmpty()) {
      texts.add(one);
    }
    String many = field.endsWith("x") ? field + "es" : field + "s";
    rule.path(many).forEach(each -> texts.add(each.asString("")));
    return texts;
  }
}
