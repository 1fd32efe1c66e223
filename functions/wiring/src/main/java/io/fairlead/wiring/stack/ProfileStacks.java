package io.fairlead.wiring.stack;

import io.fairlead.fleet.Partition;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Deployments of {@code profile.json}: one for each profile of Traffic Manager with a name. */
public record ProfileStacks(Topology topology) {
  /** What a label of a DNS name may be long. */
  private static final int LABEL = 63;

  /** One profile, and the one name that it answers. */
  public record Answered(ZoneHost.TrafficManager host, Partition partition) {}

  /** The profiles by zone. */
  public SortedMap<String, Answered> all() {
    SortedMap<String, Answered> all = new TreeMap<>();
    topology
        .fleet()
        .partitions()
        .forEach(
            partition -> {
              if (topology.zones().get(partition.zone()) instanceof ZoneHost.TrafficManager host) {
                all.putIfAbsent(partition.zone(), new Answered(host, partition));
              }
            });
    return all;
  }

  /** The parameters of one. */
  public SequencedMap<String, JsonNode> parameters(Answered profile) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ZoneHost.TrafficManager host = profile.host();
    boolean ordered = !profile.partition().order().isEmpty();
    SequencedMap<String, JsonNode> parameters = new LinkedHashMap<>();
    parameters.put("fleet", json.stringNode(topology.fleet().name()));
    parameters.put("profile", json.stringNode(host.profile()));
    parameters.put("relativeName", json.stringNode(relativeName(host)));
    parameters.put("routingMethod", json.stringNode(ordered ? "Priority" : "Weighted"));
    parameters.put("ttl", json.numberNode(profile.partition().ttl().toSeconds()));
    parameters.put("protocol", json.stringNode(host.protocol()));
    parameters.put("port", json.numberNode(host.port()));
    parameters.put("path", json.stringNode(host.path()));
    return parameters;
  }

  /** Names below trafficmanager.net are all of Azure's: the fleet's makes one's own likelier. */
  private String relativeName(ZoneHost.TrafficManager host) {
    String name = (host.profile() + "-" + topology.fleet().name()).toLowerCase(Locale.ROOT);
    return name.length() > LABEL ? name.substring(0, LABEL).replaceFirst("-+$", "") : name;
  }

  /** How commands give them. */
  static String word(Map.Entry<String, JsonNode> parameter) {
    JsonNode value = parameter.getValue();
    return parameter.getKey() + "=" + (value.isString() ? value.asString() : value.toString());
  }
}
