package io.fairlead.emulators.world;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.cell.S3Cell;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.cycle.NewPath;
import io.fairlead.cycle.ProbeCycle;
import io.fairlead.cycle.SteerCycle;
import io.fairlead.cycle.SteerReport;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.OperatorNote;
import io.fairlead.journal.RegisterState;
import io.fairlead.journal.VerbAnswer;
import io.fairlead.port.Register;
import io.fairlead.port.SideBySide;
import io.fairlead.quorum.CellRegister;
import io.fairlead.quorum.SingleCell;
import io.fairlead.wiring.json.RegisterStateCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fleet on the twin: its addresses, zone, flags and register are reached by the real adapters
 * over HTTP. All three regions observe; one function steers, which may be killed and started anew.
 */
public final class AwsWorld {
  private final AwsTwin twin;
  private final AwsClients clients;
  private final TwinClock clock;
  private final String account;
  private final String suffix;
  private final Fleet fleet;
  private final Board board = new Board();
  private final SortedMap<AddressId, ElasticIp> addresses = new TreeMap<>();
  private final SortedMap<String, HostedZone> zones = new TreeMap<>();
  private final List<FlagStore> stores = new ArrayList<>();
  private final TreeSet<String> down = new TreeSet<>();
  private SteerCycle steer;
  private int ids;

  /** A fleet that was never steered. */
  public AwsWorld(AwsPlace place, boolean strict) {
    this(place, AwsFleet.of(strict));
  }

  /** A fleet that was never steered, with so many nodes a region between which addresses move. */
  public static AwsWorld ofNodes(AwsPlace place, int nodes) {
    return new AwsWorld(place, AwsFleet.of(false, nodes));
  }

  /**
   * A fleet of many names, never steered, each behind the same load balancers.
   *
   * @param endpoints of the load balancer in a region
   */
  public static AwsWorld wide(AwsPlace place, int names, Function<String, List<String>> endpoints) {
    return new AwsWorld(place, AwsFleet.wide(names, endpoints));
  }

  private AwsWorld(AwsPlace place, Fleet fleet) {
    this.fleet = fleet;
    this.suffix = "-" + place.begin();
    this.account = place.account();
    this.twin = place.twin();
    this.clients = place.clients();
    this.clock = place.clock();
    AwsFleet.LOCATIONS.forEach(this::build);
    twin.s3().bucket("eu-west-1", "state" + suffix);
    zones.put(AwsFleet.ZONE, zone());
    this.steer = function();
  }

  /** What AWS is here. */
  public AwsTwin twin() {
    return twin;
  }

  TwinClock clock() {
    return clock;
  }

  /** The function dies; another one starts with nothing of its memory. */
  public void restart() {
    steer = function();
  }

  /** A gateway refuses connections from now on, or serves again. */
  public void refuses(String region, String node, boolean refuses) {
    String name = region + "/" + node;
    if (refuses) {
      down.add(name);
    } else {
      down.remove(name);
    }
  }

  boolean isUp(String region, @Nullable String node) {
    return node != null && !down.contains(region + "/" + node);
  }

  /** Whether a load balancer answers for a service, whatever its nodes do. */
  boolean isBalanced(String service, String region) {
    Deployment deployment = fleet.service(service).deployments().get(region);
    return deployment != null && deployment.floatingAddress() == null;
  }

  /** The node that the twin has an address on; null = on nothing. */
  public @Nullable String holder(AddressId id) {
    ElasticIp address = Objects.requireNonNull(addresses.get(id));
    String on = twin.ec2().holder(account, address.location(), address.allocation());
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
  public void isMovedByHand(AddressId id, @Nullable String node) {
    ElasticIp address = Objects.requireNonNull(addresses.get(id));
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
  public Optional<Integer> weight(String name, String region) {
    String id = Objects.requireNonNull(zones.get(AwsFleet.ZONE)).id();
    return twin.route53().weight(id, name + "." + AwsFleet.ZONE, region);
  }

  /** How many flag stores of the twin hold a region's flag. */
  public int flags(String region) {
    String key = S3Flags.key(AwsFleet.NAME, new RegionGroup(region, "default"));
    return (int)
        stores.stream().filter(store -> twin.s3().object(store.bucket(), key).isPresent()).count();
  }

  /** The register as it is stored; null = empty. */
  public @Nullable RegisterState state() {
    return register().read(deadline()) instanceof Register.Read.State(_, RegisterState state)
        ? state
        : null;
  }

  /** An operator's verb. */
  public void operate(BiFunction<RegisterState, OperatorNote, VerbAnswer> verb) {
    if (register().read(deadline()) instanceof Register.Read.State(long epoch, var state)) {
      OperatorNote note =
          new OperatorNote(newId(), "olga", "because", clock.instant(), null, epoch + 1);
      if (verb.apply(state, note) instanceof VerbAnswer.Changed(RegisterState next)) {
        register().cas(epoch, next, deadline());
      }
    }
  }

  /** Every region observes, the function steers, an interval passes. */
  public SteerReport tick() {
    for (String region : fleet.regions().keySet()) {
      Eyes eyes = new Eyes(this);
      new ProbeCycle(
              fleet,
              new ProbeCycle.Observer(region, region + "-1"),
              new ProbeCycle.Ports(eyes, eyes, board))
          .run(clock.instant(), deadline());
    }
    SteerReport report = steer.run(clock.instant(), deadline());
    clock.pass(fleet.safety().probe().interval());
    return report;
  }

  private void build(String region, String location) {
    SortedMap<String, Attachment> nodes = new TreeMap<>();
    for (String node : fleet.region(region).nodes().keySet()) {
      String eni = twin.ec2().networkInterface(account, location, List.of("10.1.0.11"));
      nodes.put(node, new Attachment(eni, null));
    }
    String allocation =
        twin.ec2().allocation(account, location, Map.of("fairlead:fleet", AwsFleet.NAME));
    addresses.put(new AddressId(region, "front"), new ElasticIp(location, allocation, nodes));
    twin.s3().bucket(location, "flags-" + location + suffix);
    stores.add(new FlagStore("store-" + location, location, "flags-" + location + suffix));
  }

  private HostedZone zone() {
    SortedMap<String, String> checks = new TreeMap<>();
    for (String region : AwsFleet.LOCATIONS.keySet()) {
      twin.route53().healthCheck("check-" + region + suffix);
      checks.put(region + "/default", "check-" + region + suffix);
    }
    TreeSet<String> names = new TreeSet<>();
    fleet.partitions().forEach(partition -> names.add(partition.dnsName()));
    String id = twin.route53().zone(AwsFleet.ZONE);
    return new HostedZone(AwsFleet.ZONE, id, names, checks);
  }

  private SteerCycle function() {
    TreeSet<RegionGroup> known = new TreeSet<>();
    AwsFleet.LOCATIONS.keySet().forEach(region -> known.add(new RegionGroup(region, "default")));
    return new SteerCycle(
        fleet,
        new SteerCycle.Ports(
            register(),
            board,
            new ElasticIpMover(clients, AwsFleet.NAME, addresses),
            new Route53Director(clients, AwsFleet.NAME, zones),
            new S3Flags(clients, new S3Flags.Owner(AwsFleet.NAME, "eu-west"), stores, known),
            (notices, deadline) -> {},
            (report, deadline) -> {},
            NewPath.probed(fleet, "eu-west", new Eyes(this)),
            SideBySide.inTurn()),
        this::newId);
  }

  private Register register() {
    S3Cell cell =
        new S3Cell(clients, new S3Cell.Place("eu-west-1", "state" + suffix, AwsFleet.NAME));
    return new CellRegister(new SingleCell(cell), new RegisterStateCodec(), AwsFleet.NAME);
  }

  private Instant deadline() {
    return clock.instant().plus(fleet.safety().probe().interval());
  }

  private String newId() {
    ids++;
    return "op-" + ids;
  }
}
