package io.fairlead.wiring.azure;

import io.fairlead.azure.address.Attachment;
import io.fairlead.azure.address.PublicIp;
import io.fairlead.azure.address.PublicIpMover;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.cell.BlobCell;
import io.fairlead.azure.client.AzureClients;
import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.azure.flag.BlobFlags;
import io.fairlead.azure.history.BlobHistory;
import io.fairlead.azure.observe.BlobObservations;
import io.fairlead.azure.trafficmanager.Profile;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
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
import io.fairlead.traffic.WantedRecords;
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
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The memory, the flags and the addresses of a fleet in Azure. Nothing is connected yet. */
public final class AzurePorts implements AutoCloseable {
  /** As long as a call may take. */
  private static final Duration FAREWELL = AzureClients.CALL;

  private final Topology topology;
  private final Fleet fleet;
  private final AzureClients clients;
  private final String by;
  private final VirtualThreadFanOut fanOut = new VirtualThreadFanOut();

  /**
   * The ports of a topology for one caller.
   *
   * @param by written into flags: {@code fairlead}, or the operator's name
   */
  public AzurePorts(Topology topology, AzureClients clients, String by) {
    this.topology = topology;
    this.fleet = topology.fleet();
    this.clients = clients;
    this.by = by;
  }

  /** The register in the cells that the topology names. */
  public Register register() {
    return Registers.over(cells(), fanOut, fleet.name());
  }

  /** The register's cells that are in Azure. */
  List<CasCell> cells() {
    SortedMap<String, BlobObjects> stores = states();
    List<CasCell> cells = new ArrayList<>();
    for (String region : topology.state().cells()) {
      BlobObjects store = stores.get(region);
      if (store != null) {
        String location = fleet.region(region).location();
        cells.add(new BlobCell(store, location, BlobCell.name(fleet.name())));
      }
    }
    return cells;
  }

  /** The observers' entries. */
  public Observations observations() {
    return new BlobObservations(states(), fleet.name(), new ObservationCodec());
  }

  /**
   * Floating addresses.
   *
   * @throws IllegalArgumentException when what a node names is nothing that a public IP sits on
   */
  public PublicIpMover addresses() {
    SortedMap<AddressId, PublicIp> addresses = new TreeMap<>();
    scopes(topology)
        .forEach(
            (name, scope) -> {
              Region region = fleet.region(name);
              for (FloatingAddress address : region.floatingAddresses().values()) {
                AddressId id = new AddressId(name, address.name());
                addresses.put(id, publicIp(region, scope, address));
              }
            });
    return new PublicIpMover(clients, fleet.name(), addresses);
  }

  private PublicIp publicIp(Region region, CloudScope.Azure scope, FloatingAddress address) {
    Attachment.Group group = new Attachment.Group(scope.subscription(), scope.resourceGroup());
    SortedMap<String, Attachment> attachments = new TreeMap<>();
    for (Node node : region.nodes().values()) {
      if (address.nodes().contains(node.name())) {
        String spare = scope.spares().get(node.name());
        attachments.put(node.name(), Attachment.parse(node.interfaceId(), spare, group));
      }
    }
    SortedSet<Integer> ports = new TreeSet<>();
    fleet
        .servicesOn(new AddressId(region.name(), address.name()))
        .forEach(service -> ports.add(service.port()));
    return new PublicIp(region.location(), new ArmId(address.targetId()), attachments, ports);
  }

  /** DNS weights in profiles of Traffic Manager. */
  public TrafficManagerDirector trafficManager() {
    SortedMap<String, Profile> profiles = new TreeMap<>();
    fleet
        .partitions()
        .forEach(
            partition -> {
              if (topology.zones().get(partition.zone()) instanceof ZoneHost.TrafficManager host) {
                profiles.put(partition.zone(), profile(partition, host));
              }
            });
    return new TrafficManagerDirector(clients, fleet.name(), profiles);
  }

  private static Profile profile(Partition partition, ZoneHost.TrafficManager host) {
    String path = "trafficManagerProfiles/" + host.profile();
    return new Profile(
        partition.zone(),
        WantedRecords.name(partition),
        ArmId.network(host.subscription(), host.resourceGroup(), path),
        partition.order().isEmpty() ? Profile.Method.WEIGHTED : Profile.Method.PRIORITY,
        new Profile.Probe(host.protocol(), host.port(), host.path()));
  }

  /** Zones of Azure DNS. */
  public AzureDnsDirector dns() {
    return new AzureDnsDirector(clients, fleet.name(), AzureZones.of(topology));
  }

  /** Evacuation flags. */
  public BlobFlags flags() {
    return new BlobFlags(
        clients,
        new BlobFlags.Owner(fleet.name(), by),
        List.copyOf(flagStores().values()),
        fleet.regionGroups());
  }

  /** The flag stores in Azure, each by itself. */
  List<FleetParts.FlagStorePart> flagParts() {
    BlobFlags.Owner owner = new BlobFlags.Owner(fleet.name(), by);
    return flagStores().values().stream()
        .map(store -> new BlobFlags(clients, owner, List.of(store), fleet.regionGroups()))
        .map(flags -> new FleetParts.FlagStorePart(flags, flags))
        .toList();
  }

  /** The regions' archives in Azure, each by itself. */
  List<HistoryArchive> histories() {
    List<HistoryArchive> histories = new ArrayList<>();
    states()
        .forEach(
            (region, store) ->
                histories.add(
                    new BlobHistory(
                        new TreeMap<>(Map.of(region, store)),
                        fleet.name(),
                        new HistoryPageCodec())));
    return histories;
  }

  /** Where lines of history go before the register lets go of them. */
  public HistoryArchive history() {
    return new BlobHistory(states(), fleet.name(), new HistoryPageCodec());
  }

  /** The private containers, by region. */
  SortedMap<String, BlobObjects> states() {
    SortedMap<String, BlobObjects> stores = new TreeMap<>();
    scopes(topology)
        .forEach(
            (region, scope) ->
                stores.put(region, objects(region, scope, scope.storage().container())));
    return stores;
  }

  /** The containers that are flag stores, by region. */
  SortedMap<String, BlobObjects> flagStores() {
    SortedMap<String, BlobObjects> stores = new TreeMap<>();
    scopes(topology)
        .forEach(
            (region, scope) -> {
              if (scope.flagContainer() != null) {
                stores.put(region, objects(region, scope, scope.flagContainer()));
              }
            });
    return stores;
  }

  private BlobObjects objects(String region, CloudScope.Azure scope, String container) {
    return Containers.of(clients, region, scope.storage(), container);
  }

  static SortedMap<String, CloudScope.Azure> scopes(Topology topology) {
    SortedMap<String, CloudScope.Azure> scopes = new TreeMap<>();
    topology
        .clouds()
        .forEach(
            (region, scope) -> {
              if (scope instanceof CloudScope.Azure azure) {
                scopes.put(region, azure);
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
