package io.fairlead.emulators;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.address.ElasticIp;
import io.fairlead.aws.address.ElasticIpMover;
import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Flags;
import io.fairlead.aws.zone.HostedZone;
import io.fairlead.aws.zone.Route53Director;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Everything of AWS that adapters change, on one twin, in real time. */
final class MutatingStage implements AutoCloseable {
  static final List<String> LOCATIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");
  static final String HOME = LOCATIONS.getFirst();

  /** What tables of DynamoDB are called here. */
  static final String TABLE = "fairlead-shop";

  private static final String FLEET = "shop";
  private static final AddressId FRONT = new AddressId("west", "front");
  private static final RegionGroup FLAG = new RegionGroup("west", "default");
  private static final String ZONE = "orders.test";
  private static final String CHECK = "check";

  final AwsTwin twin;
  final AwsClients clients;
  private final ElasticIp address;
  private final HostedZone zone;

  /** With a service of an emulator for what the twin has not. */
  MutatingStage(Behind others) throws IOException {
    twin = new AwsTwin(TwinClock.running());
    twin.serve("dynamodb", others);
    twin.serve("sns", others);
    clients =
        new AwsClients(
            new AwsAccess(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
                (service, location) -> Optional.of(twin.endpoint()),
                InstantSource.system()));
    stores().forEach(store -> twin.s3().bucket(store.location(), store.bucket()));
    String nic = twin.ec2().networkInterface(Emulator.ACCOUNT, HOME, List.of("10.1.1.11"));
    String allocation =
        twin.ec2().allocation(Emulator.ACCOUNT, HOME, Map.of("fairlead:fleet", FLEET));
    address =
        new ElasticIp(HOME, allocation, new TreeMap<>(Map.of("gw-1", new Attachment(nic, null))));
    twin.route53().healthCheck(CHECK);
    zone =
        new HostedZone(
            ZONE,
            twin.route53().zone(ZONE),
            new TreeSet<>(List.of("eu." + ZONE)),
            new TreeMap<>(Map.of(FLAG.toString(), CHECK)));
  }

  static Instant deadline() {
    return Instant.now().plusSeconds(60);
  }

  static String bucket(String location) {
    return "flags-" + location;
  }

  static List<FlagStore> stores() {
    return LOCATIONS.stream().map(at -> new FlagStore("store-" + at, at, bucket(at))).toList();
  }

  ElasticIpMover mover() {
    return new ElasticIpMover(clients, FLEET, new TreeMap<>(Map.of(FRONT, address)));
  }

  ApplyOutcome putOn() {
    return moved(new Step.MoveAddress(FRONT, null, "gw-1"));
  }

  ApplyOutcome takeOff() {
    return moved(new Step.MoveAddress(FRONT, "gw-1", null));
  }

  /** What is told of the address by a tick's reading, the dry run of its move included. */
  Map<AddressId, String> told() {
    ElasticIpMover mover = mover();
    mover.holders(new TreeSet<>(List.of(FRONT)), deadline());
    return mover.findings();
  }

  ApplyOutcome raise() {
    return flagged(new Step.RaiseFlag(FLAG, 418));
  }

  ApplyOutcome lower() {
    return flagged(new Step.LowerFlag(FLAG, 418));
  }

  ApplyOutcome changeRecords() {
    WeightedRecord record =
        new WeightedRecord(
            new RecordKey("eu." + ZONE, RecordType.A, "west"),
            Duration.ofSeconds(60),
            1,
            List.of("192.0.2.1"),
            FLAG.toString());
    RecordBatch batch = new RecordBatch(ZONE, 0, 1, List.of(new RecordChange(null, record)));
    return new Route53Director(
            Route53Calls.of(clients, Share.ofRegions(1)), FLEET, new TreeMap<>(Map.of(ZONE, zone)))
        .change(List.of(order(new Step.ChangeRecords(batch))), deadline())
        .getFirst();
  }

  private ApplyOutcome moved(Step step) {
    return mover().move(List.of(order(step)), deadline()).getFirst();
  }

  private ApplyOutcome flagged(Step step) {
    return new S3Flags(
            clients, new S3Flags.Owner(FLEET, "west"), stores(), new TreeSet<>(List.of(FLAG)))
        .apply(List.of(order(step)), deadline())
        .getFirst();
  }

  private static Order order(Step step) {
    return new Order("intent", step, deadline());
  }

  @Override
  public void close() {
    clients.close();
    twin.close();
  }
}
