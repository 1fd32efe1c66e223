package io.fairlead.emulators.mixed;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Behind;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.Tables;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;

/** AWS of a fleet: EC2, S3 and Route 53 are the twin's, tables DynamoDB Local's. */
final class AwsSide implements AutoCloseable {
  static final String ZONE = "orders.example.com";
  private static final AtomicInteger WORLDS = new AtomicInteger();
  private static @Nullable Emulator shared;
  private static final Map<String, String> LOCATIONS =
      Map.of("one", "eu-west-1", "two", "us-east-1", "three", "eu-central-1");

  final AwsTwin twin;
  private final TwinClock clock;
  private final String table = "fairlead-mixed-" + WORLDS.incrementAndGet();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SortedMap<String, List<String>> nodes = new TreeMap<>();
  private final SortedMap<String, String> allocations = new TreeMap<>();
  private final String zoneId;

  AwsSide(TwinClock clock) throws IOException {
    this.clock = clock;
    this.twin = new AwsTwin(clock);
    this.zoneId = twin.route53().zone(ZONE);
    twin.serve("dynamodb", new Behind(tables().endpoint(), http));
    try (AwsClients clients = clients()) {
      Emulator.warm(() -> clients.dynamo("eu-west-1").listTables());
    }
  }

  /** One for all: each world has tables of its own. */
  private static synchronized Emulator tables() throws IOException {
    Emulator started = shared;
    if (started == null) {
      started = Emulator.start(Part.DYNAMODB_LOCAL);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return started;
  }

  /** Makes what a region has, and writes it down. */
  String region(String name, int number) {
    String location = LOCATIONS.get(name);
    try (AwsClients clients = clients()) {
      Tables.make(clients, location, table);
    }
    twin.s3().bucket(location, "fairlead-mixed-flags-" + name);
    // The twin numbers each location's things by themselves; in AWS no two are called the same.
    for (int other = 0; other < number * 2; other++) {
      twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of("10.9.0.1"));
      twin.ec2().allocation(Emulator.ACCOUNT, location, Map.of());
    }
    String net = "10." + number + ".1.1";
    List<String> enis =
        List.of(1, 2).stream().map(each -> interfaceOf(location, net + each)).toList();
    String allocation =
        twin.ec2().allocation(Emulator.ACCOUNT, location, Map.of("fairlead:fleet", "mixed"));
    nodes.put(name, enis);
    allocations.put(name, allocation);
    return """
          %1$s:
            cloud: aws
            location: %2$s
            jurisdiction: EU
            aws: {account: "%3$s", table: %4$s, flags: {bucket: fairlead-mixed-flags-%1$s}}
            probes: [serving]
            nodes:
              gw-1: {interface: %5$s/%7$s1, host: 127.90.%8$d.1}
              gw-2: {interface: %6$s/%7$s2, host: 127.90.%8$d.2}
            floatingAddresses:
              front: {address: 127.90.%8$d.100, allocation: %9$s, nodes: [gw-1, gw-2]}
        """
        .formatted(
            name,
            location,
            Emulator.ACCOUNT,
            table,
            enis.get(0),
            enis.get(1),
            net,
            number,
            allocation);
  }

  private String interfaceOf(String location, String address) {
    return twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of(address));
  }

  /** The zone in the topology, with a check a region that nobody fails here. */
  String zone(List<String> regions) {
    StringBuilder checks = new StringBuilder();
    for (String region : regions) {
      String id = "0a1b2c3d-1111-2222-3333-44445555660" + regions.indexOf(region);
      twin.route53().healthCheck(id);
      checks.append(checks.isEmpty() ? "" : ", ").append(region).append("/default: ").append(id);
    }
    return "  " + ZONE + ": {route53: {hostedZone: " + zoneId + ", checks: {" + checks + "}}}\n";
  }

  AwsClients clients() {
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
            (service, location) -> Optional.of(twin.endpoint()),
            clock,
            clock::pass));
  }

  /** A record's weight in Route 53; -1 where there is none. */
  int weight(String name, String region) {
    return twin.route53().weight(zoneId, name + "." + ZONE, region).orElse(-1);
  }

  /** The node that has a region's address. */
  String holder(String region) {
    String on = twin.ec2().holder(Emulator.ACCOUNT, LOCATIONS.get(region), allocations.get(region));
    return "gw-" + (nodes.get(region).indexOf(on) + 1);
  }

  /** Puts a topology where functions of a region read it; where that is. */
  String publish(String region, String text) {
    return publish(region, Map.of("fairlead.yaml", text));
  }

  /** The same with other files beside it. */
  String publish(String region, Map<String, String> files) {
    String bucket = "fairlead-mixed-config-" + region;
    twin.s3().bucket(LOCATIONS.get(region), bucket);
    try (AwsClients clients = clients()) {
      files.forEach(
          (name, text) ->
              clients
                  .s3(LOCATIONS.get(region))
                  .putObject(put -> put.bucket(bucket).key(name), RequestBody.fromString(text)));
    }
    return "s3://" + bucket + "/fairlead.yaml";
  }

  String location(String region) {
    return LOCATIONS.get(region);
  }

  /** Nothing of a region answers any more; its bucket may. */
  void darken(String region, boolean storesToo) {
    String location = LOCATIONS.get(region);
    cut(
        call ->
            call.region().equals(location)
                && !call.service().equals("route53")
                && (storesToo || !call.service().equals("s3")));
  }

  /** Nothing of AWS answers any more. */
  void darken() {
    cut(_ -> true);
  }

  private void cut(Predicate<Call> where) {
    twin.faults().add(where, new Fault.CutBefore());
  }

  /** What processes have in their environment to reach it. */
  Map<String, String> environment() {
    return Map.of(
        "FAIRLEAD_ENDPOINTS",
        String.join(
            ",",
            List.of("ec2", "s3", "dynamodb", "route53", "sts").stream()
                .map(service -> service + "=" + twin.endpoint())
                .toList()),
        "AWS_ACCESS_KEY_ID",
        Emulator.ACCOUNT,
        "AWS_SECRET_ACCESS_KEY",
        "secret");
  }

  @Override
  public void close() {
    twin.close();
    http.close();
  }
}
