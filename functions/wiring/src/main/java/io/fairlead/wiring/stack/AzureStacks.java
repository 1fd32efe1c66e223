package io.fairlead.wiring.stack;

import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.NoticeTopics;
import io.fairlead.wiring.topology.NotifySetting;
import io.fairlead.wiring.topology.TokenStore;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a topology needs on Azure: one deployment of {@code fleet.json} in the subscription, and one
 * of {@code region.json} in each region there. Every name follows from the topology's.
 */
public final class AzureStacks {
  /** The container that the topology is copied to. */
  public static final String CONFIG = "config";

  /** What the topology is called there. */
  public static final String BLOB = "fairlead.yaml";

  /** Whose identity regions elsewhere have, where there is none in Azure. */
  static final String ABROAD = "abroad";

  /** An identity is known in every location. */
  static final String ANYWHERE = "westeurope";

  private static final Pattern OWN_GROUP =
      Pattern.compile("/subscriptions/([^/]+)/resourceGroups/([^/]+)/.*", Pattern.CASE_INSENSITIVE);

  private final Topology topology;
  private final SortedMap<String, CloudScope.Azure> scopes = new TreeMap<>();

  private AzureStacks(Topology topology) {
    this.topology = topology;
    topology
        .clouds()
        .forEach(
            (region, scope) -> {
              if (scope instanceof CloudScope.Azure azure) {
                scopes.put(region, azure);
              }
            });
  }

  /** The deployments of a topology. */
  public static AzureStacks of(Topology topology) {
    return new AzureStacks(topology);
  }

  /** The topology. */
  public Topology topology() {
    return topology;
  }

  /** Regions in Azure, by name. */
  public SortedMap<String, CloudScope.Azure> scopes() {
    return Collections.unmodifiableSortedMap(scopes);
  }

  /** Whether anything is deployed there: for a zone alone, the identity of regions elsewhere. */
  public boolean isNeeded() {
    return !scopes.isEmpty() || !zoneGroups().isEmpty();
  }

  /** The subscription of the regions and zones, where they are in one. */
  public String subscription() {
    return subscriptions().first();
  }

  /** What Azure calls a region's place. */
  public String location(String region) {
    return topology.fleet().region(region).location();
  }

  /** The name of a region's resource group, identity, plan and logs, and of its topic. */
  public String name(String region) {
    return "fairlead-" + topology.fleet().name() + "-" + region;
  }

  /** The name of a region's function app, which is the account's that nobody else has. */
  public String app(String region) {
    return scope(region).storage().account() + "-fairlead";
  }

  /** Names of the identities that fleet.json makes, which their resource groups have as well. */
  List<String> identities() {
    return identified().stream().map(this::name).toList();
  }

  /** Whose they are: the regions', or those of what stands for regions elsewhere. */
  public List<String> identified() {
    return scopes.isEmpty() ? List.of(ABROAD) : List.copyOf(scopes.keySet());
  }

  /** The resource id of a region's function app. */
  public String appId(String region) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Web/sites/%s"
        .formatted(subscription(), name(region), app(region));
  }

  /** The resource id of a region's identity. */
  public String identity(String region) {
    return "/subscriptions/%1$s/resourceGroups/%2$s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/%2$s"
        .formatted(subscription(), name(region));
  }

  /** The resource id of a region's topic for notices. */
  public String topicId(String region) {
    return "/subscriptions/%1$s/resourceGroups/%2$s/providers/Microsoft.EventGrid/topics/%2$s"
        .formatted(subscription(), name(region));
  }

  /** Where its functions publish notices. */
  public NoticeTopics noticeTopics() {
    SortedMap<String, String> locations = new TreeMap<>();
    scopes.keySet().forEach(region -> locations.put(region, location(region)));
    return new NoticeTopics(
        topology.fleet().name(),
        locations,
        topology.notices().stream()
            .filter(NotifySetting.EventGrid.class::isInstance)
            .map(NotifySetting.EventGrid.class::cast)
            .toList());
  }

  /** The place where a region is watched from: the next region's, so that its fall is seen. */
  public String watchLocation(String region) {
    List<String> names = new ArrayList<>(scopes.keySet());
    Collections.rotate(names, -names.indexOf(region));
    return names.stream()
        .map(this::location)
        .filter(each -> !each.equals(location(region)))
        .findFirst()
        .orElse(location(region));
  }

  /** Resource groups of what the fleet moves, once each. */
  public SortedSet<String> gatewayGroups() {
    SortedSet<String> groups = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    scopes.forEach(
        (name, scope) -> {
          Region region = topology.fleet().region(name);
          for (Node node : region.nodes().values()) {
            groups.add(group(node.interfaceId(), scope.resourceGroup()));
          }
          region
              .floatingAddresses()
              .values()
              .forEach(each -> groups.add(group(each.targetId(), scope.resourceGroup())));
        });
    return groups;
  }

  /** As Azure compares them, in any case of letters: one group is not deployed to twice. */
  private static String group(@Nullable String id, String own) {
    Matcher matcher = OWN_GROUP.matcher(id == null ? "" : id);
    return matcher.matches() && !matcher.group(2).equalsIgnoreCase(own) ? matcher.group(2) : own;
  }

  /** Subscriptions that something of the fleet is in. */
  SortedSet<String> subscriptions() {
    SortedSet<String> all = new TreeSet<>();
    scopes.forEach(
        (name, scope) -> {
          all.add(scope.subscription());
          Region region = topology.fleet().region(name);
          region.nodes().values().forEach(each -> subscription(each.interfaceId(), all));
          region.floatingAddresses().values().forEach(each -> subscription(each.targetId(), all));
        });
    for (ZoneHost host : topology.zones().values()) {
      switch (host) {
        case ZoneHost.AzureDns dns -> all.add(dns.subscription());
        case ZoneHost.TrafficManager profile -> all.add(profile.subscription());
        case ZoneHost.Route53 _, ZoneHost.External _ -> {}
      }
    }
    return all;
  }

  private static void subscription(@Nullable String id, SortedSet<String> all) {
    Matcher matcher = OWN_GROUP.matcher(id == null ? "" : id);
    if (matcher.matches()) {
      all.add(matcher.group(1));
    }
  }

  /** Resource groups of zones and profiles that the fleet writes, once each. */
  public SortedSet<String> zoneGroups() {
    SortedSet<String> groups = new TreeSet<>();
    for (ZoneHost host : topology.zones().values()) {
      switch (host) {
        case ZoneHost.AzureDns dns -> groups.add(dns.resourceGroup());
        case ZoneHost.TrafficManager profile -> groups.add(profile.resourceGroup());
        case ZoneHost.Route53 _, ZoneHost.External _ -> {}
      }
    }
    return groups;
  }

  /** The parameters of fleet.json. */
  public SequencedMap<String, JsonNode> fleetParameters() {
    SequencedMap<String, JsonNode> parameters = new java.util.LinkedHashMap<>();
    parameters.put("fleet", text(topology.fleet().name()));
    ArrayNode regions = JsonMapper.shared().createArrayNode();
    for (String region : scopes.keySet()) {
      regions.addObject().put("name", region).put("location", location(region));
    }
    if (scopes.isEmpty()) {
      regions.addObject().put("name", ABROAD).put("location", ANYWHERE);
    }
    parameters.put("regions", regions);
    parameters.put("gatewayGroups", texts(gatewayGroups()));
    parameters.put("zoneGroups", texts(zoneGroups()));
    return parameters;
  }

  /** The parameters of a region's deployment. What the topology does not have is said as empty. */
  public SequencedMap<String, JsonNode> parameters(String region) {
    CloudScope.Azure scope = scope(region);
    SequencedMap<String, JsonNode> parameters = new java.util.LinkedHashMap<>();
    parameters.put("fleet", text(topology.fleet().name()));
    parameters.put("region", text(region));
    parameters.put("account", text(scope.storage().account()));
    parameters.put("stateContainer", text(scope.storage().container()));
    parameters.put("flagContainer", text(Objects.requireNonNullElse(scope.flagContainer(), "")));
    parameters.put("identities", texts(scopes.keySet().stream().map(this::identity).toList()));
    parameters.put("app", text(app(region)));
    parameters.put("topic", text(name(region)));
    parameters.put("watchLocation", text(watchLocation(region)));
    parameters.put("subnet", text(Objects.requireNonNullElse(scope.subnet(), "")));
    AccountTables tables = AccountTables.of(this, region);
    parameters.put("tokenTable", text(tables.own()));
    parameters.put("tokenStore", text(tables.store()));
    parameters.put("tokenIdentities", texts(tables.users().stream().map(this::identity).toList()));
    return parameters;
  }

  /** Regions whose functions bring tokens. */
  public SortedSet<String> tokenRegions() {
    SortedSet<String> regions = new TreeSet<>(AccountTables.users(this));
    regions.removeIf(
        region ->
            AccountTables.of(this, region).keys().isEmpty()
                || !(Objects.requireNonNull(topology.tokens().regions().get(region)).own()
                    instanceof TokenStore.Table)
                || topology.tokens().store() instanceof TokenStore.Folder);
    return regions;
  }

  /** Key files that a region's functions read beside the topology. */
  public List<Path> tokenKeys(String region) {
    return AccountTables.of(this, region).keys();
  }

  /**
   * Tables of tokens that a region's functions use in accounts of the fleet, by the region of the
   * account.
   */
  public SortedMap<String, SortedSet<String>> tokenTables(String region) {
    SortedMap<String, SortedSet<String>> tables = new TreeMap<>();
    scopes.forEach(
        (at, scope) -> {
          AccountTables here = AccountTables.of(this, at);
          SortedSet<String> names = new TreeSet<>();
          if (at.equals(region)) {
            names.add(here.own());
          }
          if (here.users().contains(region)) {
            names.add(here.store());
          }
          names.remove("");
          tables.put(at, names);
        });
    return tables;
  }

  private CloudScope.Azure scope(String region) {
    return Objects.requireNonNull(scopes.get(region));
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  private static JsonNode texts(Iterable<String> texts) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    texts.forEach(array::add);
    return array;
  }
}
