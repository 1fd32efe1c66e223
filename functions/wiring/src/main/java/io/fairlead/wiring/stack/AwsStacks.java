package io.fairlead.wiring.stack;

import io.fairlead.fleet.Node;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.traffic.ZoneStamp;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.NotifySetting;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import io.fairlead.wiring.topology.rule.AwsLocations;
import io.fairlead.wiring.topology.rule.AwsNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a topology needs on AWS: one region stack in each of its regions there, a table where the
 * register is a global one, and the global stack.
 */
public final class AwsStacks {
  /** Flag stores of a fleet. */
  static final int STORES = 3;

  private final Topology topology;
  private final SortedMap<String, CloudScope.Aws> scopes = new TreeMap<>();

  private AwsStacks(Topology topology) {
    this.topology = topology;
    topology
        .clouds()
        .forEach(
            (region, scope) -> {
              if (scope instanceof CloudScope.Aws aws) {
                scopes.put(region, aws);
              }
            });
  }

  /** The stacks of a topology. */
  public static AwsStacks of(Topology topology) {
    return new AwsStacks(topology);
  }

  /** The topology. */
  public Topology topology() {
    return topology;
  }

  /** Regions in AWS, by name. */
  public SortedMap<String, CloudScope.Aws> scopes() {
    return Collections.unmodifiableSortedMap(scopes);
  }

  /** Whether anything is deployed there: a zone alone has checks, and regions elsewhere a role. */
  public boolean isNeeded() {
    return !scopes.isEmpty() || !hostedZones().isEmpty();
  }

  /** Whether checks look at flags: no record of a zone of Azure carries one. */
  public boolean checksFlags() {
    return topology.zones().isEmpty()
        || topology.zones().values().stream()
            .anyMatch(
                host ->
                    switch (host) {
                      case ZoneHost.Route53 _, ZoneHost.External _ -> true;
                      case ZoneHost.AzureDns _, ZoneHost.TrafficManager _ -> false;
                    });
  }

  /** Why the templates cannot serve this topology, one sentence; empty where they can. */
  public Optional<String> objection() {
    if (!isNeeded()) {
      return Optional.of(
          "the topology has no region and no zone in AWS or Azure: there is nothing to deploy.");
    }
    int all = stores().size() + FlagPlace.of(topology).size();
    if (all != STORES) {
      return Optional.of(
          "the topology has %d flag stores that checks can ask, the templates need %d: give three regions an 'aws.flags.bucket' or an 'azure.flags.container'."
              .formatted(all, STORES));
    }
    SortedSet<String> accounts = new TreeSet<>();
    scopes.values().stream()
        .map(CloudScope.Aws::account)
        .filter(Objects::nonNull)
        .forEach(accounts::add);
    if (accounts.size() > 1) {
      return Optional.of(
          "the templates take a fleet whose regions in AWS are in one account; 'regions.NAME.aws.account' has %s."
              .formatted(String.join(" and ", accounts)));
    }
    Optional<String> name =
        Stream.concat(Stream.of(topology.fleet().name()), scopes.keySet().stream())
            .filter(each -> !AwsNames.fits(each))
            .findFirst();
    if (name.isPresent()) {
      return Optional.of(
          "the templates refuse the name '%s': they take %s."
              .formatted(name.get(), AwsNames.WORDS));
    }
    for (var scope : scopes.entrySet()) {
      if (!scope.getValue().table().equals(table())) {
        return Optional.of(
            "the table of region %s is '%s', the template makes '%s': put that into 'regions.%s.aws.table'."
                .formatted(scope.getKey(), scope.getValue().table(), table(), scope.getKey()));
      }
      if (scope.getValue().cellBucket() != null) {
        return Optional.of(
            "region %s keeps its cell in a bucket, which the template does not make: leave 'aws.cell' out."
                .formatted(scope.getKey()));
      }
    }
    return unreached();
  }

  /** A node that the functions of its region could not probe: it would stay Unknown for good. */
  private Optional<String> unreached() {
    for (var scope : scopes.entrySet()) {
      Region region = topology.fleet().region(scope.getKey());
      Optional<Node> node =
          scope.getValue().functions() != null ? Optional.empty() : Unreached.of(region);
      if (node.isPresent()) {
        return Optional.of(
            "functions outside a VPC do not reach node %s of region %s at %s: give its nodes public hosts, or put the functions' 'subnets' and 'securityGroups' into 'regions.%s.aws.functions'."
                .formatted(node.get().name(), region.name(), node.get().host(), region.name()));
      }
    }
    return Optional.empty();
  }

  /** Name of the stack that every region has. */
  public String regionStack() {
    return table() + "-region";
  }

  /** Name of the stack of checks. */
  public String globalStack() {
    return table() + "-global";
  }

  /** The table that every region stack makes. */
  public String table() {
    return AwsNames.table(topology.fleet().name());
  }

  /** What AWS calls a region's place. */
  public String location(String region) {
    return topology.fleet().region(region).location();
  }

  /** Buckets that hold flags, by region. */
  public SortedMap<String, String> stores() {
    SortedMap<String, String> stores = new TreeMap<>();
    scopes.forEach(
        (region, scope) -> {
          if (scope.flagBucket() != null) {
            stores.put(region, scope.flagBucket());
          }
        });
    return stores;
  }

  /** Ids of the hosted zones, by DNS zone. */
  public SortedMap<String, String> hostedZones() {
    SortedMap<String, String> zones = new TreeMap<>();
    topology
        .zones()
        .forEach(
            (zone, host) -> {
              if (host instanceof ZoneHost.Route53 route53) {
                zones.put(zone, route53.hostedZone());
              }
            });
    return zones;
  }

  /** Names that the fleet changes in Route 53: partitions' and the zones' epoch records. */
  public SortedSet<String> recordNames() {
    SortedSet<String> names = new TreeSet<>();
    for (String zone : hostedZones().keySet()) {
      names.add(ZoneStamp.name(zone));
      topology
          .fleet()
          .partitions()
          .filter(partition -> partition.zone().equals(zone))
          .map(Partition::dnsName)
          .forEach(names::add);
    }
    return names;
  }

  /**
   * The template's policies name three buckets, and other stores may be Azure's: one that is named
   * twice allows no more, and where there is none the region's own bucket has no flags.
   */
  List<String> threeStores(String configBucket) {
    List<String> three = new ArrayList<>(stores().values());
    while (three.size() < STORES) {
      three.add(three.isEmpty() ? configBucket : three.getFirst());
    }
    return three;
  }

  /**
   * The parameters of a region's stack. What the topology does not have is said as empty: an update
   * keeps the value of a parameter that is left out, not the template's default.
   */
  public SequencedMap<String, String> parameters(String region, String configBucket) {
    Region declared = topology.fleet().region(region);
    SequencedMap<String, String> parameters = new java.util.LinkedHashMap<>();
    parameters.put("Fleet", topology.fleet().name());
    parameters.put("Region", region);
    parameters.put("Serving", String.valueOf(!declared.witness()));
    parameters.put("Locations", String.join(",", locations()));
    parameters.put("FlagStores", String.join(",", threeStores(configBucket)));
    parameters.put("FlagStore", stores().getOrDefault(region, ""));
    parameters.put("FlagAccess", flagAccess(region));
    parameters.put("ConfigBucket", configBucket);
    // A region without a replica asks those of others.
    parameters.put("RegisterTable", Objects.requireNonNullElse(topology.state().table(), ""));
    parameters.put("HostedZones", String.join(",", hostedZones().values()));
    parameters.put("RecordNames", String.join(",", recordNames()));
    parameters.put("NoticeTopics", String.join(",", topics(region)));
    ArtifactBuckets artifacts = ArtifactBuckets.of(topology, region);
    parameters.put("ArtifactStores", String.join(",", ArtifactBuckets.objects(artifacts.stores())));
    parameters.put("ArtifactCopies", String.join(",", ArtifactBuckets.objects(artifacts.copies())));
    parameters.put("ArtifactBuckets", String.join(",", artifacts.buckets()));
    parameters.put("SeenSets", String.join(",", SeenCopies.objects(topology, region)));
    parameters.put("SeenBuckets", String.join(",", SeenCopies.buckets(topology, region)));
    Optional<TokenTables> tokens = TokenTables.of(topology, region);
    parameters.put("TokenStore", tokens.map(TokenTables::store).orElse(""));
    parameters.put("TokenTable", tokens.map(TokenTables::own).orElse(""));
    parameters.put(
        "TokenKeys",
        tokens
            .map(each -> TokenTables.arns(each.files().all(), location(region), configBucket))
            .orElse(""));
    CloudScope.Functions functions = Objects.requireNonNull(scopes.get(region)).functions();
    parameters.put("Subnets", functions == null ? "" : String.join(",", functions.subnets()));
    parameters.put(
        "SecurityGroups", functions == null ? "" : String.join(",", functions.securityGroups()));
    parameters.put("Ipv6", String.valueOf(functions != null && functions.ipv6()));
    return parameters;
  }

  /** The parameters of a region's introspection endpoint; empty where it has none. */
  public SequencedMap<String, String> tokenParameters(String region, String configBucket) {
    SequencedMap<String, String> parameters = new java.util.LinkedHashMap<>();
    TokenTables.of(topology, region)
        .filter(TokenTables::answers)
        .ifPresent(
            tokens -> {
              parameters.put("Fleet", topology.fleet().name());
              parameters.put("Region", region);
              parameters.put("Locations", String.join(",", locations()));
              parameters.put("ConfigBucket", configBucket);
              parameters.put(
                  "RegisterTable", Objects.requireNonNullElse(topology.state().table(), ""));
              parameters.put("TokenStore", tokens.store());
              parameters.put("TokenTable", tokens.own());
              parameters.put(
                  "BoxKeys",
                  TokenTables.arns(tokens.files().boxes(), location(region), configBucket));
            });
    return parameters;
  }

  /** Regions whose functions bring tokens. */
  public SortedSet<String> tokenRegions() {
    SortedSet<String> regions = new TreeSet<>(scopes.keySet());
    regions.removeIf(region -> TokenTables.of(topology, region).isEmpty());
    return regions;
  }

  /** Key files that a region's functions read beside the topology. */
  public List<java.nio.file.Path> tokenKeys(String region) {
    return TokenTables.of(topology, region).map(each -> each.files().all()).orElse(List.of());
  }

  /** ARNs of the topics that the functions of a region publish notices to, once each. */
  public List<String> topics(String region) {
    List<NotifySetting.Topic> topics =
        topology.notices().stream()
            .filter(NotifySetting.Topic.class::isInstance)
            .map(NotifySetting.Topic.class::cast)
            .toList();
    return NotifySetting.near(topics, NotifySetting.Topic::location, location(region)).stream()
        .map(NotifySetting.Topic::arn)
        .distinct()
        .toList();
  }

  /** Who may read the flags in a region's store: {@code public} or {@code private}. */
  public String flagAccess(String region) {
    return FlagAlarms.isPrivate(Objects.requireNonNull(scopes.get(region))) ? "private" : "public";
  }

  /** The parameters of the register's table; empty where the register is no global table. */
  public SequencedMap<String, String> registerParameters() {
    SequencedMap<String, String> parameters = new java.util.LinkedHashMap<>();
    String table = topology.state().table();
    if (table == null) {
      return parameters;
    }
    List<String> replicas = topology.state().cells().stream().map(this::location).toList();
    parameters.put("Table", table);
    parameters.put("First", replicas.get(0));
    parameters.put("Second", replicas.get(1));
    if (replicas.size() > 2) {
      parameters.put("Third", replicas.get(2));
    } else {
      parameters.put("Witness", AwsLocations.witness(replicas, locations()).orElse(""));
    }
    return parameters;
  }

  /** Every place of the fleet in AWS, once each, in the order of the regions' names. */
  public List<String> locations() {
    List<String> locations = new ArrayList<>();
    for (String region : scopes.keySet()) {
      if (!locations.contains(location(region))) {
        locations.add(location(region));
      }
    }
    return locations;
  }
}
