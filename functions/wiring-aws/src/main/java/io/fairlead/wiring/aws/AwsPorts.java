package io.fairlead.wiring.aws;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.aws.history.DynamoHistory;
import io.fairlead.aws.observe.DynamoObservations;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Observations;
import io.fairlead.port.Register;
import io.fairlead.quorum.CasCell;
import io.fairlead.wiring.json.HistoryPageCodec;
import io.fairlead.wiring.json.ObservationCodec;
import io.fairlead.wiring.region.FleetParts;
import io.fairlead.wiring.register.Registers;
import io.fairlead.wiring.register.VirtualThreadFanOut;
import io.fairlead.wiring.topology.CloudScope;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every port of a fleet of regions in AWS. Nothing is connected yet. */
public final class AwsPorts implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Topology topology;
  private final Fleet fleet;
  private final Caller caller;
  private final AwsClients clients;
  private final Route53Calls route53;
  private final VirtualThreadFanOut fanOut = new VirtualThreadFanOut();

  /**
   * Who calls.
   *
   * @param region whose function; null = an operator
   * @param by written into flags: {@code fairlead}, or the operator's name
   */
  public record Caller(@Nullable String region, String by) {}

  /**
   * The ports of a topology for one caller.
   *
   * @param clients shared; closing the ports does not close them
   */
  public AwsPorts(Topology topology, Caller caller, AwsClients clients) {
    this.topology = topology;
    this.fleet = topology.fleet();
    this.caller = caller;
    this.clients = clients;
    this.route53 = Route53Calls.of(clients, share());
  }

  /** Every region's function steers, those of witnesses and of other clouds too. */
  private Share share() {
    return caller.region() == null ? Share.OF_PEOPLE : Share.ofRegions(fleet.regions().size());
  }

  /** Route 53, at the caller's pace. */
  public Route53Calls route53() {
    return route53;
  }

  /** The clients that all ports share. */
  public AwsClients clients() {
    return clients;
  }

  /** The register in the cells, or in the global table, that the topology names. */
  public Register register() {
    return Registers.over(AwsCells.of(topology, caller.region(), clients), fanOut, fleet.name());
  }

  /** The register's cells that are in AWS. */
  List<CasCell> cells() {
    return AwsCells.mine(topology, caller.region(), clients);
  }

  /** The observers' entries. */
  public Observations observations() {
    SortedMap<String, DynamoObservations.Table> tables = new TreeMap<>();
    scopes()
        .forEach(
            (region, scope) ->
                tables.put(region, new DynamoObservations.Table(location(region), scope.table())));
    return new DynamoObservations(clients, new ObservationCodec(), tables);
  }

  /** The entry of one observer alone: all that its own probing needs. */
  public Observations ownObservations(String region) {
    SortedMap<String, DynamoObservations.Table> own = new TreeMap<>();
    own.put(region, new DynamoObservations.Table(location(region), scope(region).table()));
    return new DynamoObservations(clients, new ObservationCodec(), own);
  }

  /** Floating addresses; an operator only reads them, what was ordered a function moves. */
  public ElasticIpMover addresses() {
    SortedMap<AddressId, ElasticIp> addresses = new TreeMap<>();
    for (String name : scopes().keySet()) {
      Region region = fleet.region(name);
      for (FloatingAddress address : region.floatingAddresses().values()) {
        addresses.put(new AddressId(region.name(), address.name()), elasticIp(region, address));
      }
    }
    return caller.region() == null
        ? ElasticIpMover.reading(clients, fleet.name(), addresses)
        : new ElasticIpMover(clients, fleet.name(), addresses);
  }

  private static ElasticIp elasticIp(Region region, FloatingAddress address) {
    SortedMap<String, Attachment> attachments = new TreeMap<>();
    for (Node node : region.nodes().values()) {
      if (address.nodes().contains(node.name())) {
        attachments.put(node.name(), Attachment.parse(node.interfaceId()));
      }
    }
    return new ElasticIp(region.location(), address.targetId(), attachments);
  }

  /** DNS weights. */
  public Route53Director director() {
    SortedMap<String, HostedZone> zones = new TreeMap<>();
    topology
        .zones()
        .forEach(
            (zone, host) -> {
              if (host instanceof ZoneHost.Route53(String id, SortedMap<String, String> checks)) {
                zones.put(zone, new HostedZone(zone, id, names(zone), checks));
              }
            });
    return new Route53Director(route53, fleet.name(), zones);
  }

  private SortedSet<String> names(String zone) {
    return fleet
        .partitions()
        .filter(partition -> partition.zone().equals(zone))
        .map(Partition::dnsName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Evacuation flags. */
  public S3Flags flags() {
    return new S3Flags(
        clients, new S3Flags.Owner(fleet.name(), caller.by()), flagStores(), fleet.regionGroups());
  }

  private List<FlagStore> flagStores() {
    List<FlagStore> stores = new ArrayList<>();
    scopes()
        .forEach(
            (region, scope) -> {
              if (scope.flagBucket() != null) {
                stores.add(new FlagStore(region, location(region), scope.flagBucket()));
              }
            });
    return stores;
  }

  /** The flag stores in AWS, each by itself. */
  List<FleetParts.FlagStorePart> flagParts() {
    S3Flags.Owner owner = new S3Flags.Owner(fleet.name(), caller.by());
    return flagStores().stream()
        .map(store -> new S3Flags(clients, owner, List.of(store), fleet.regionGroups()))
        .map(flags -> new FleetParts.FlagStorePart(flags, flags))
        .toList();
  }

  /** The regions' archives in AWS, each by itself. */
  List<HistoryArchive> histories() {
    List<HistoryArchive> histories = new ArrayList<>();
    scopes()
        .forEach(
            (region, scope) -> {
              SortedMap<String, DynamoHistory.Table> own = new TreeMap<>();
              own.put(region, new DynamoHistory.Table(location(region), scope.table()));
              histories.add(new DynamoHistory(clients, new HistoryPageCodec(), own));
            });
    return histories;
  }

  /** Where lines of history go before the register lets go of them. */
  public HistoryArchive history() {
    SortedMap<String, DynamoHistory.Table> tables = new TreeMap<>();
    scopes()
        .forEach(
            (region, scope) ->
                tables.put(region, new DynamoHistory.Table(location(region), scope.table())));
    return new DynamoHistory(clients, new HistoryPageCodec(), tables);
  }

  /** What AWS calls the place of a region. */
  public String location(String region) {
    return fleet.region(region).location();
  }

  /**
   * Where a region's tables and buckets are.
   *
   * @throws IllegalArgumentException when the region is not in AWS
   */
  public CloudScope.Aws scope(String region) {
    CloudScope.Aws scope = scopes().get(region);
    if (scope == null) {
      throw new IllegalArgumentException("region " + region + " is not in AWS");
    }
    return scope;
  }

  private SortedMap<String, CloudScope.Aws> scopes() {
    return scopes(topology);
  }

  static SortedMap<String, CloudScope.Aws> scopes(Topology topology) {
    SortedMap<String, CloudScope.Aws> scopes = new TreeMap<>();
    topology
        .clouds()
        .forEach(
            (region, scope) -> {
              if (scope instanceof CloudScope.Aws aws) {
                scopes.put(region, aws);
              }
            });
    return scopes;
  }

  /** Waits for late calls of the register, so that none is under way when a function returns. */
  public void join() {
    fanOut.join(FAREWELL);
  }

  @Override
  public void close() {
    fanOut.close();
  }
}
