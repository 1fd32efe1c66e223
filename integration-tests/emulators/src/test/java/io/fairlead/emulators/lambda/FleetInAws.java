package io.fairlead.emulators.lambda;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.Tables;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.parts.Part;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Three regions of AWS on one machine and in virtual time: EC2 and Route 53 are the twin's; tables,
 * buckets, queues and topics are MiniStack's, as the templates make them, and functions reach them
 * through the twin; gateways listen on loopback addresses.
 */
final class FleetInAws implements AutoCloseable {
  static final String FLEET = "shop";
  static final List<String> LOCATIONS = List.of("eu-west-1", "eu-central-1", "eu-west-3");
  static final List<String> REGIONS = List.of("ireland", "frankfurt", "paris");
  static final String TABLE = "fairlead-shop";
  static final String ZONE = "shop.test";

  private static final String QUEUE = "fairlead-shop-ticks";
  private static final String CONFIG = "fairlead-shop-config-";
  static final String REGISTER = "fairlead-shop-register";
  static final String CELLS = "fairlead-shop-cells-";
  static final String FLAGS = "fairlead-shop-flags-";
  private static final String DEAD_LETTERS = "fairlead-shop-dead-ticks";
  private static final String TOPOLOGY = "fairlead.yaml";

  final VirtualTime time;
  final AwsTwin twin;
  final Emulator stack;
  final AwsClients clients;
  final Gateways gateways;
  final String zoneId;
  private final AwsClients onTwin;
  private final Map<String, List<String>> interfaces = new TreeMap<>();
  private final Map<String, String> allocations = new TreeMap<>();
  private final Map<String, String> queues = new TreeMap<>();
  private final Map<String, String> deadLetters = new TreeMap<>();
  private final Map<String, String> topics = new TreeMap<>();

  /** Where the register is kept, and whether anybody may read flags. */
  enum Kept {
    TABLES,
    BUCKETS,
    GLOBAL_TABLE
  }

  private final Kept kept;
  private final Emulator tables;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  FleetInAws(Kept kept, VirtualTime time) throws IOException {
    this.kept = kept;
    this.time = time;
    twin = new AwsTwin(time.clock());
    stack = Emulator.start(Part.MINISTACK, time.environment());
    tables = kept == Kept.GLOBAL_TABLE ? Emulator.sharedByAllRegions() : stack;
    clients = clients(service -> (service.equals("dynamodb") ? tables : stack).endpoint());
    Emulator.warm(() -> clients.dynamo(LOCATIONS.getFirst()).listTables());
    onTwin = clients(_ -> twin.endpoint());
    for (String service : List.of("dynamodb", "s3", "sqs", "sns")) {
      URI emulator = (service.equals("dynamodb") ? tables : stack).endpoint();
      twin.serve(service, new Forwarded(http, emulator, twin.s3()::operation));
    }
    gateways = new Gateways(twin);
    zoneId = twin.route53().zone(ZONE);
    // Its servers have no names that this machine could look up: nobody gets to ask them.
    twin.route53().propagation(Duration.ofDays(1));
    for (int i = 0; i < REGIONS.size(); i++) {
      make(REGIONS.get(i), LOCATIONS.get(i), i + 1);
    }
    REGIONS.forEach(region -> publish(region, topologyText()));
  }

  private AwsClients clients(Function<String, URI> endpoints) {
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
            (service, location) -> Optional.of(endpoints.apply(service)),
            time));
  }

  private void make(String region, String location, int number) throws IOException {
    if (tables == stack || number == 1) {
      Tables.make(clients, location, TABLE);
      Tables.make(clients, location, REGISTER);
    }
    for (String bucket : List.of(CONFIG + location, FLAGS + location, CELLS + location)) {
      clients
          .s3(location)
          .createBucket(
              make ->
                  make.bucket(bucket)
                      .createBucketConfiguration(at -> at.locationConstraint(location)));
    }
    String dead =
        clients.sqs(location).createQueue(make -> make.queueName(DEAD_LETTERS)).queueUrl();
    deadLetters.put(region, dead);
    queues.put(
        region,
        clients
            .sqs(location)
            .createQueue(make -> make.queueName(QUEUE).attributes(queueAttributes(location)))
            .queueUrl());
    topics.put(region, clients.sns(location).createTopic(make -> make.name(FLEET)).topicArn());
    twin.route53().healthCheck(check(number));
    // The twin numbers what it makes in each region from one; a topology's ids are all different.
    for (int other = 1; other < number; other++) {
      twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of("10.0.0." + (2 * other)));
      twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of("10.0.1." + (2 * other)));
      twin.ec2().allocation(Emulator.ACCOUNT, location, Map.of());
    }
    List<String> nodes = new ArrayList<>();
    for (int node = 1; node <= 2; node++) {
      String id =
          twin.ec2()
              .networkInterface(
                  Emulator.ACCOUNT, location, List.of("10." + number + "." + node + ".11"));
      nodes.add(id);
      gateways.node(gateways.host(number, node), id);
    }
    interfaces.put(region, nodes);
    String allocation =
        twin.ec2().allocation(Emulator.ACCOUNT, location, Map.of("fairlead:fleet", FLEET));
    allocations.put(region, allocation);
    gateways.address(
        gateways.floating(number), new Gateways.Elastic(Emulator.ACCOUNT, location, allocation));
  }

  /** As the template of a region has them. */
  private static Map<QueueAttributeName, String> queueAttributes(String location) {
    String dead = "arn:aws:sqs:" + location + ":" + Emulator.ACCOUNT + ":" + DEAD_LETTERS;
    return Map.of(
        QueueAttributeName.VISIBILITY_TIMEOUT,
        "180",
        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
        "330",
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":1}");
  }

  /** The health check of a region's flag; regions count from one. */
  static String check(int region) {
    return "00000000-0000-4000-8000-00000000000" + region;
  }

  /** Ends a node's gateway: its port refuses. */
  void kill(String region, int node) {
    gateways.kill(gateways.host(number(region), node));
  }

  /** Starts a node's gateway again. */
  void revive(String region, int node) {
    try {
      gateways.node(gateways.host(number(region), node), interfaces.get(region).get(node - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String region) {
    return REGIONS.indexOf(region) + 1;
  }

  /** The node that holds a region's address, as the twin has it; empty = none. */
  String holder(String region) {
    int at = REGIONS.indexOf(region);
    String holder = twin.ec2().holder(Emulator.ACCOUNT, LOCATIONS.get(at), allocations.get(region));
    int node = holder == null ? -1 : interfaces.get(region).indexOf(holder.split("/", -1)[0]);
    return node < 0 ? "" : "gw-" + (node + 1);
  }

  /** The interfaces of a region's nodes. */
  List<String> interfaces(String region) {
    return List.copyOf(interfaces.get(region));
  }

  /** The allocation of a region's address. */
  String allocation(String region) {
    return allocations.get(region);
  }

  /** A network interface of a region that is no node's. */
  String stranger(String region) {
    return twin.ec2().networkInterface(Emulator.ACCOUNT, location(region), List.of("10.99.0.9"));
  }

  /** Lets a person put a region's address on a network interface. */
  void put(String region, String networkInterface) {
    onTwin
        .ec2(location(region))
        .associateAddress(
            to ->
                to.allocationId(allocation(region))
                    .networkInterfaceId(networkInterface)
                    .allowReassociation(true));
  }

  /** Weights by region, as the twin's zone has them. */
  Map<String, Long> weights() {
    Map<String, Long> weights = new TreeMap<>();
    onTwin
        .route53()
        .listResourceRecordSets(ask -> ask.hostedZoneId(zoneId))
        .resourceRecordSets()
        .stream()
        .filter(set -> set.weight() != null)
        .forEach(set -> weights.put(set.setIdentifier(), set.weight()));
    return weights;
  }

  /** The bucket that keeps flags in a region. */
  String flagBucket(String region) {
    return FLAGS + location(region);
  }

  String queue(String region) {
    return queues.get(region);
  }

  /** The queue of ticks that nobody could make. */
  String deadLetters(String region) {
    return deadLetters.get(region);
  }

  /** The topics that people subscribe to. */
  List<String> topics() {
    return List.copyOf(topics.values());
  }

  String location(String region) {
    return LOCATIONS.get(REGIONS.indexOf(region));
  }

  /** What a function of a region has in its environment. */
  Map<String, String> environment(String region) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("AWS_REGION", location(region));
    environment.put("AWS_ACCESS_KEY_ID", Emulator.ACCOUNT);
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("FAIRLEAD_REGION", region);
    environment.put("FAIRLEAD_TOPOLOGY", "s3://" + CONFIG + location(region) + "/" + TOPOLOGY);
    environment.put("FAIRLEAD_QUEUE_URL", queue(region));
    environment.put(
        "FAIRLEAD_ENDPOINTS",
        Stream.of("ec2", "route53", "dynamodb", "s3", "sqs", "sns")
            .map(service -> service + "=" + twin.endpoint())
            .collect(Collectors.joining(",")));
    return environment;
  }

  /** The topology as the functions read it. */
  Topology topology() {
    return switch (TopologyReader.read(
        topologyText().getBytes(StandardCharsets.UTF_8), Path.of(""), name -> null)) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  String topologyText() {
    return new FleetText(this, kept).text();
  }

  /** Puts a topology's text where one region's functions read it; null takes it away. */
  void publish(String region, @Nullable String text) {
    String bucket = CONFIG + location(region);
    if (text == null) {
      clients.s3(location(region)).deleteObject(gone -> gone.bucket(bucket).key(TOPOLOGY));
    } else {
      clients
          .s3(location(region))
          .putObject(put -> put.bucket(bucket).key(TOPOLOGY), RequestBody.fromString(text));
    }
  }

  @Override
  public void close() throws IOException {
    gateways.close();
    clients.close();
    onTwin.close();
    if (tables != stack) {
      tables.close();
    }
    stack.close();
    twin.close();
    http.close();
  }
}
