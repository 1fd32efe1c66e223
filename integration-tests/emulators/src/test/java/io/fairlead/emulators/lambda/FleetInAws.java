package io.fairlead.emulators.lambda;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.Part;
import io.fairlead.wiring.topology.ReadTopology;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Three regions of AWS on one machine: EC2 and Route 53 are the twin's; tables, buckets, queues and
 * topics are MiniStack's, as the templates make them; gateways listen on loopback addresses.
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
  private static final String FLAGS = "fairlead-shop-flags-";

  final AwsTwin twin;
  final Emulator stack;
  final AwsClients clients;
  final Gateways gateways;
  final String zoneId;
  private final AwsClients onTwin;
  private final Map<String, List<String>> interfaces = new TreeMap<>();
  private final Map<String, String> allocations = new TreeMap<>();
  private final Map<String, String> queues = new TreeMap<>();
  private final Map<String, String> topics = new TreeMap<>();

  /** Where the register is kept, and whether anybody may read flags. */
  enum Kept {
    TABLES("register: quorum"),
    BUCKETS("register: quorum"),
    GLOBAL_TABLE("register: global-table, table: fairlead-shop-register");

    private final String state;

    Kept(String state) {
      this.state = state;
    }
  }

  private final Kept kept;
  private final Emulator tables;

  FleetInAws() throws IOException {
    this(Kept.TABLES);
  }

  FleetInAws(Kept kept) throws IOException {
    this.kept = kept;
    twin = new AwsTwin(TwinClock.running());
    stack = Emulator.start(Part.MINISTACK);
    tables = kept == Kept.GLOBAL_TABLE ? Emulator.sharedByAllRegions() : stack;
    clients = clients(stack, tables);
    Emulator.warm(() -> clients.dynamo(LOCATIONS.getFirst()).listTables());
    onTwin =
        new AwsClients(
            new AwsAccess(
                clients.access().credentials(),
                (service, location) -> Optional.of(twin.endpoint()),
                clients.access().clock()));
    gateways = new Gateways(twin);
    zoneId = twin.route53().zone(ZONE);
    // Its servers have no names that this machine could look up: nobody gets to ask them.
    twin.route53().propagation(Duration.ofDays(1));
    for (int i = 0; i < REGIONS.size(); i++) {
      make(REGIONS.get(i), LOCATIONS.get(i), i + 1);
    }
    for (String location : LOCATIONS) {
      clients
          .s3(location)
          .putObject(
              put -> put.bucket(CONFIG + location).key("fairlead.yaml"),
              RequestBody.fromString(topologyText()));
    }
  }

  private static AwsClients clients(Emulator stack, Emulator tables) {
    try (AwsClients plain = stack.clients()) {
      return new AwsClients(
          new AwsAccess(
              plain.access().credentials(),
              (service, location) ->
                  Optional.of((service.equals("dynamodb") ? tables : stack).endpoint()),
              plain.access().clock()));
    }
  }

  private void make(String region, String location, int number) throws IOException {
    if (tables == stack || number == 1) {
      table(TABLE, location);
      table(REGISTER, location);
    }
    for (String bucket : List.of(CONFIG + location, FLAGS + location, CELLS + location)) {
      clients
          .s3(location)
          .createBucket(
              make ->
                  make.bucket(bucket)
                      .createBucketConfiguration(at -> at.locationConstraint(location)));
    }
    queues.put(region, clients.sqs(location).createQueue(make -> make.queueName(QUEUE)).queueUrl());
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
      gateways.node(host(number, node), id);
    }
    interfaces.put(region, nodes);
    String allocation =
        twin.ec2().allocation(Emulator.ACCOUNT, location, Map.of("fairlead:fleet", FLEET));
    allocations.put(region, allocation);
    gateways.address(
        floating(number), new Gateways.Elastic(Emulator.ACCOUNT, location, allocation));
  }

  private void table(String name, String location) {
    clients
        .dynamo(location)
        .createTable(
            table ->
                table
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
  }

  /** A node's host. */
  static String host(int region, int node) {
    return "127.61." + region + "." + (10 + node);
  }

  private static String floating(int region) {
    return "127.61." + region + ".100";
  }

  private static String check(int region) {
    return "00000000-0000-4000-8000-00000000000" + region;
  }

  /** The node that holds a region's address, as the twin has it; empty = none. */
  String holder(String region) {
    int at = REGIONS.indexOf(region);
    String holder = twin.ec2().holder(Emulator.ACCOUNT, LOCATIONS.get(at), allocations.get(region));
    int node = holder == null ? -1 : interfaces.get(region).indexOf(holder.split("/", -1)[0]);
    return node < 0 ? "" : "gw-" + (node + 1);
  }

  /** The interface of a node. */
  String networkInterface(String region, int node) {
    return interfaces.get(region).get(node - 1);
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

  String location(String region) {
    return LOCATIONS.get(REGIONS.indexOf(region));
  }

  /** What a function of a region has in its environment. */
  Map<String, String> environment(String region) {
    String twinAt = twin.endpoint().toString();
    String stackAt = stack.endpoint().toString();
    Map<String, String> environment = new TreeMap<>();
    environment.put("AWS_REGION", location(region));
    environment.put("AWS_ACCESS_KEY_ID", Emulator.ACCOUNT);
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("FAIRLEAD_REGION", region);
    environment.put("FAIRLEAD_TOPOLOGY", "s3://" + CONFIG + location(region) + "/fairlead.yaml");
    environment.put("FAIRLEAD_QUEUE_URL", queue(region));
    environment.put(
        "FAIRLEAD_ENDPOINTS",
        "ec2="
            + twinAt
            + ",route53="
            + twinAt
            + ",dynamodb="
            + tables.endpoint()
            + ",s3="
            + stackAt
            + ",sqs="
            + stackAt
            + ",sns="
            + stackAt);
    return environment;
  }

  Topology topology() {
    return switch (TopologyReader.read(
        topologyText().getBytes(StandardCharsets.UTF_8), Path.of(""), name -> null)) {
      case ReadTopology.Valid valid -> valid.topology();
      case ReadTopology.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }

  private String topologyText() {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: fairlead/v1
            fleet: shop
            state: {STATE}
            probes:
              web: {http: {port: 18080, path: /, status: 200}, private: true}
            safety:
              probe: {interval: 3s, timeout: 800ms, rise: 2}
              freshness: 5
              ramp: {cleanFor: 3s, steps: [100], every: 3s}
              evacuation: {limit: 1, per: 30s}
              panic: {window: 10s}
              damping: {halfLife: 15s}
            """);
    text.replace(text.indexOf("STATE"), text.indexOf("STATE") + "STATE".length(), kept.state);
    text.append("notify:\n");
    topics.values().forEach(topic -> text.append("  - {sns: \"" + topic + "\"}\n"));
    text.append("zones:\n  shop.test:\n    route53:\n      hostedZone: " + zoneId);
    text.append("\n      checks:\n");
    for (int i = 1; i <= REGIONS.size(); i++) {
      text.append("        " + REGIONS.get(i - 1) + "/default: " + check(i) + "\n");
    }
    text.append("regions:\n");
    for (int i = 1; i <= REGIONS.size(); i++) {
      text.append(region(i));
    }
    text.append(
        """
        services:
          web:
            port: 18080
            routing: partitioned
            failover: automatic
            failback: {mode: manual}
            partitions:
              all: {name: all.shop.test, demand: 100, shares: {ireland: 50, frankfurt: 30, paris: 20}}
            deployments:
              ireland: {floatingAddress: front, capacity: 500}
              frankfurt: {floatingAddress: front, capacity: 500}
              paris: {floatingAddress: front, capacity: 500}
        """);
    return text.toString();
  }

  private String region(int number) {
    String region = REGIONS.get(number - 1);
    String location = LOCATIONS.get(number - 1);
    List<String> nodes = interfaces.get(region);
    return """
      %s:
        cloud: aws
        location: %s
        jurisdiction: EU
        aws: {table: %s, flags: {bucket: %s, access: %s}%s}
        probes: [web]
        nodes:
          gw-1: {interface: %s, host: %s}
          gw-2: {interface: %s, host: %s}
        floatingAddresses:
          front: {address: %s, allocation: %s, nodes: [gw-1, gw-2]}
    """
        .formatted(
            region,
            location,
            TABLE,
            FLAGS + location,
            kept == Kept.BUCKETS ? "private" : "public",
            kept == Kept.BUCKETS ? ", cell: {bucket: " + CELLS + location + "}" : "",
            nodes.get(0),
            host(number, 1),
            nodes.get(1),
            host(number, 2),
            floating(number),
            allocations.get(region));
  }

  @Override
  public void close() {
    gateways.close();
    clients.close();
    onTwin.close();
    if (tables != stack) {
      tables.close();
    }
    stack.close();
    twin.close();
  }
}
