package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Canary;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.Part;
import io.fairlead.parts.Workspace;
import io.fairlead.wiring.aws.doctor.AwsExaminer;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.region.Opening;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.GlobalTemplate;
import io.fairlead.wiring.topology.ZoneHost;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.lambda.LambdaClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The example as it is deployed: tables, buckets, queues, functions and roles in MiniStack by the
 * very parameters that `fairlead stacks` prints, addresses and checks in the twin.
 */
final class ExampleInAws implements AutoCloseable {
  static final String FLEET = "aws-three-regions";

  final AwsTwin twin;

  /** The example with addresses, interfaces and checks that are there. */
  final String declared;

  private final Emulator stack;
  private final HttpClient http;

  ExampleInAws() throws IOException {
    stack = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    twin = new AwsTwin(TwinClock.running());
    declared = withTargets(Example.stacks());
    AwsStacks example = Example.read(declared);
    ObjectNode template = Sam.translated(Sam.template("region.yaml"));
    nameRoles(template);
    for (String region : example.scopes().keySet()) {
      new Stacks(wire(example.location(region)))
          .deploy(example.regionStack(), template, example.parameters(region, "config-" + region));
      reserve(template, example.location(region));
    }
    deployGlobal(example);
    try (AwsClients clients = clients()) {
      example
          .stores()
          .forEach(
              (region, bucket) ->
                  assertThat(
                          new S3Canary(
                                  clients,
                                  FLEET,
                                  new FlagStore(region, example.location(region), bucket))
                              .exercise(Instant.now().plusSeconds(10)))
                      .isEmpty());
    }
  }

  /** Names of roles are of the whole account; AWS makes them differ, MiniStack does not. */
  private static void nameRoles(ObjectNode template) {
    for (var each : template.path("Resources").properties()) {
      JsonNode resource = each.getValue();
      if (resource.path("Type").asString().equals("AWS::IAM::Role")) {
        ((ObjectNode) resource.path("Properties"))
            .putObject("RoleName")
            .put("Fn::Sub", each.getKey() + "-${AWS::Region}");
      }
    }
  }

  /** The concurrency of the template, which MiniStack's CloudFormation leaves out. */
  private void reserve(ObjectNode template, String location) {
    int reserved = template.at("/Parameters/ReservedConcurrency/Default").asInt();
    try (AwsClients clients = clients();
        LambdaClient lambda = lambda(clients, location)) {
      for (String name : List.of("tick", "replicate", "operate")) {
        lambda.putFunctionConcurrency(
            put ->
                put.functionName("fairlead-" + FLEET + "-" + name)
                    .reservedConcurrentExecutions(reserved));
      }
    }
  }

  /** Lambda in a location. */
  LambdaClient lambda(AwsClients clients, String location) {
    return clients.configured(LambdaClient.builder(), "lambda", location).build();
  }

  /** Services of a location. */
  Wire wire(String location) {
    return new Wire(stack.endpoint(), location, http);
  }

  @Override
  public void close() {
    http.close();
    twin.close();
    stack.close();
  }

  /**
   * Of the global stack its outputs alone: MiniStack makes no health checks, which the twin has.
   */
  private void deployGlobal(AwsStacks example) throws IOException {
    ObjectNode global = JsonMapper.shared().createObjectNode();
    global.putObject("Resources").putObject("Silence").put("Type", "AWS::SNS::Topic");
    ObjectNode outputs = global.putObject("Outputs");
    outputs.putObject("Fleet").put("Value", FLEET);
    SortedMap<String, String> checks = new TreeMap<>();
    example.topology().zones().values().stream()
        .map(ZoneHost.Route53.class::cast)
        .forEach(zone -> checks.putAll(zone.checks()));
    outputs.putObject("Checks").put("Value", checks.toString().replace("=", ": "));
    new Stacks(wire(GlobalTemplate.LOCATION)).deploy(example.globalStack(), global, Map.of());
  }

  List<String> sentences(String topology) throws IOException {
    return examined(topology).stream().map(Finding::sentence).toList();
  }

  List<Finding> examined(String topology) throws IOException {
    return new AwsExaminer(opening -> clients())
        .examine(
            Example.read(topology).topology(),
            new Opening("anna", InstantSource.system()),
            Instant.now().plusSeconds(30));
  }

  AwsClients clients() {
    return new AwsClients(
        new AwsAccess(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Emulator.ACCOUNT, "secret")),
            (service, location) ->
                Optional.of(
                    service.equals("ec2") || service.equals("route53")
                        ? twin.endpoint()
                        : stack.endpoint()),
            InstantSource.system()));
  }

  /** The example with addresses, interfaces and checks that are there. */
  private String withTargets(AwsStacks example) throws IOException {
    String text = Files.readString(Workspace.top().resolve("examples/aws-three-regions.yaml"));
    try (AwsClients clients = clients()) {
      SortedMap<String, String> places =
          new TreeMap<>(Map.of("a", "eu-west-1", "b", "eu-central-1", "c", "eu-west-3"));
      for (var place : places.entrySet()) {
        String location = place.getValue();
        int number = 10 * (1 + List.copyOf(places.keySet()).indexOf(place.getKey()));
        // Each location counts its ids and addresses from 1: these are for nobody.
        for (int i = 0; i < number; i++) {
          twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of("10.9.9." + i));
        }
        String allocation =
            twin.ec2().allocation(Emulator.ACCOUNT, location, Map.of("fairlead:fleet", FLEET));
        String address =
            clients.ec2(location).describeAddresses().addresses().getFirst().publicIp();
        text =
            text.replaceAll("eipalloc-0" + place.getKey() + "1b[0-9a-f]+", allocation)
                .replace("address: 203.0.113." + number + ",", "address: " + address + ",");
        for (int node = 1; node <= 2; node++) {
          String ip = "10." + number / 10 + "." + node + ".11";
          String secondary = "10." + number / 10 + "." + node + ".12";
          text =
              text.replaceAll(
                  "eni-0" + place.getKey() + "1b[0-9a-f]+000" + node,
                  twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of(ip, secondary)));
        }
      }
      String checks = TemplateChecks.make(twin, clients, example).toString().replace("=", ": ");
      String hosted = twin.route53().zone("orders.example.com");
      return text.replace("Z0123456789ABCDEFGHIJ}", hosted + ", checks: " + checks + "}");
    }
  }
}
