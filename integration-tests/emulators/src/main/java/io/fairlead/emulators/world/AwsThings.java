package io.fairlead.emulators.world;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.aws.notice.SnsNotifier;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Refusal;
import io.fairlead.emulators.twin.sns.SnsTwin;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.port.Notifier;
import io.fairlead.port.Register;
import io.fairlead.quorum.CasCell;
import io.fairlead.wiring.register.Registers;
import io.fairlead.wiring.register.VirtualThreadFanOut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a fleet has in AWS, and the adapters that reach it. */
final class AwsThings {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final AwsTwin twin;
  private final AwsClients clients;
  private final Fleet fleet;
  private final String account;
  private final SortedMap<AddressId, ElasticIp> addresses = new TreeMap<>();
  private final SortedMap<String, HostedZone> zones = new TreeMap<>();
  private final List<FlagStore> stores = new ArrayList<>();
  private final List<S3Cell.Place> cells = new ArrayList<>();
  private final Kept kept;
  private final @Nullable AwsTables tables;
  private final List<InetSocketAddress> servers;
  private final SnsNotifier.Topic topic;
  private final VirtualThreadFanOut fanOut = new VirtualThreadFanOut();

  /** Where the register is kept. */
  enum Kept {
    /** In one bucket: every run makes the same calls. */
    ONE_CELL,
    /** In a bucket of each region. */
    QUORUM,
    /** In a table of each region, with entries and history, as the templates have it. */
    TABLES,
    /** The same with one item, as every region's replica of a global table shows it. */
    ONE_ITEM;

    boolean inTables() {
      return this == TABLES || this == ONE_ITEM;
    }

    boolean isQuorum() {
      return this == QUORUM || this == TABLES;
    }
  }

  /** Makes everything in a place. */
  AwsThings(AwsPlace place, Fleet fleet, Kept kept) {
    String suffix = "-" + place.begin();
    this.twin = place.twin();
    this.clients = place.clients();
    this.fleet = fleet;
    this.account = place.account();
    fleet.regions().values().forEach(region -> build(region, suffix));
    this.kept = kept;
    this.tables = kept.inTables() ? new AwsTables(clients, "fairlead" + suffix) : null;
    for (String location : kept.inTables() ? List.<String>of() : cellLocations()) {
      twin.s3().bucket(location, "state-" + location + suffix);
      cells.add(new S3Cell.Place(location, "state-" + location + suffix, AwsFleet.NAME));
    }
    String steers = Objects.requireNonNull(AwsFleet.LOCATIONS.get(AwsWorld.STEERS));
    this.topic =
        new SnsNotifier.Topic(steers, twin.sns().topic(account, steers, "notices" + suffix));
    zones.put(AwsFleet.ZONE, zone());
    try {
      this.servers = twin.route53().nameServers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> cellLocations() {
    return kept.isQuorum() ? List.copyOf(AwsFleet.LOCATIONS.values()) : List.of("eu-west-1");
  }

  private void build(Region region, String suffix) {
    String location = region.location();
    SortedMap<String, Attachment> nodes = new TreeMap<>();
    for (String node : region.nodes().keySet()) {
      String eni = twin.ec2().networkInterface(account, location, List.of("10.1.0.11"));
      nodes.put(node, new Attachment(eni, null));
    }
    String allocation =
        twin.ec2().allocation(account, location, Map.of("fairlead:fleet", fleet.name()));
    addresses.put(
        new AddressId(region.name(), "front"), new ElasticIp(location, allocation, nodes));
    twin.s3().bucket(location, "flags-" + location + suffix);
    stores.add(new FlagStore("store-" + location, location, "flags-" + location + suffix));
  }

  private HostedZone zone() {
    FlagChecks checks = new FlagChecks(clients, fleet.name(), stores);
    SortedMap<String, String> ids = new TreeMap<>();
    fleet.regionGroups().forEach(flag -> ids.put(flag.toString(), checks.of(flag)));
    TreeSet<String> names = new TreeSet<>();
    fleet.partitions().forEach(partition -> names.add(partition.dnsName()));
    return new HostedZone(AwsFleet.ZONE, twin.route53().zone(AwsFleet.ZONE), names, ids);
  }

  /** The register as a fleet of this name reads it. */
  Register register(String name) {
    List<CasCell> all =
        tables == null
            ? cells.stream().<CasCell>map(place -> new S3Cell(clients, place)).toList()
            : tables.cells(AwsFleet.NAME, cellLocations());
    return Registers.over(all, fanOut, name);
  }

  /** The regions' tables; empty where everything is in buckets. */
  Optional<AwsTables> tables() {
    return Optional.ofNullable(tables);
  }

  /** Waits for what the register still asks, so that the calls of a tick are all there. */
  void join() {
    fanOut.join(FAREWELL);
  }

  ElasticIpMover mover(String name) {
    return new ElasticIpMover(clients, name, addresses);
  }

  Route53Director director(String name) {
    return director(name, Route53Calls.of(clients, Share.ofRegions(1)));
  }

  /** The same of a function among others. */
  Route53Director director(String name, Route53Calls calls) {
    return Route53Director.withServers(calls, name, zones, servers);
  }

  S3Flags flags(String name, String by) {
    return new S3Flags(clients, new S3Flags.Owner(name, by), stores, fleet.regionGroups());
  }

  /** Notices of every kind to the topic; one that it does not take is lost, as for a function. */
  Notifier notifier() {
    return new SnsNotifier(clients, topic, Set.of(), _ -> {});
  }

  /** What the topic took, oldest first. */
  List<SnsTwin.Message> messages() {
    return twin.sns().messages(topic.arn());
  }

  /** The zone's authoritative servers. */
  List<InetSocketAddress> servers() {
    return servers;
  }

  /** The one zone's id. */
  String zoneId() {
    return Objects.requireNonNull(zones.get(AwsFleet.ZONE)).id();
  }

  /** The id of the check that a flag fails. */
  String check(RegionGroup flag) {
    HostedZone zone = Objects.requireNonNull(zones.get(AwsFleet.ZONE));
    return Objects.requireNonNull(zone.checks().get(flag.toString()));
  }

  /** An address's allocation. */
  ElasticIp address(AddressId id) {
    return Objects.requireNonNull(addresses.get(id));
  }

  /** The node that the twin has an address on; null = on nothing, or released. */
  @Nullable String holder(AddressId id) {
    ElasticIp address = address(id);
    String on;
    try {
      on = twin.ec2().holder(account, address.location(), address.allocation());
    } catch (Refusal released) {
      return null;
    }
    return address.attachments().entrySet().stream()
        .filter(each -> each.getValue().networkInterface().equals(on))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /**
   * Somebody moves an address by hand.
   *
   * @param node where to; null = to an interface that is no node of the fleet
   */
  void isMovedByHand(AddressId id, @Nullable String node) {
    ElasticIp address = address(id);
    Attachment to =
        node == null
            ? new Attachment(
                twin.ec2().networkInterface(account, address.location(), List.of("10.9.9.9")), null)
            : Objects.requireNonNull(address.attachments().get(node));
    clients
        .ec2(address.location())
        .associateAddress(
            put ->
                put.allocationId(address.allocation()).networkInterfaceId(to.networkInterface()));
  }

  /** A record's weight in the twin; empty where there is none. */
  Optional<Integer> weight(String name, String region) {
    return twin.route53().weight(zoneId(), name + "." + AwsFleet.ZONE, region);
  }

  /** How many flag stores of the twin hold a flag. */
  int flags(RegionGroup flag) {
    String key = S3Flags.key(fleet.name(), flag);
    return (int)
        stores.stream().filter(store -> twin.s3().object(store.bucket(), key).isPresent()).count();
  }
}
