package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Canary;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules;
import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.parts.NeedsParts;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * `fairlead doctor` over what the templates deploy: tables and buckets in MiniStack by the very
 * parameters that `fairlead stacks` prints, addresses and checks in the twin.
 */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class DoctorOnAwsTest {
  private static final String FLEET = "aws-three-regions";

  private static Emulator stack;
  private static AwsTwin twin;
  private static HttpClient http;
  private static String declared;

  @BeforeAll
  static void deploy() throws IOException {
    stack = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    twin = new AwsTwin(TwinClock.running());
    AwsStacks example = Example.stacks();
    ObjectNode template = Sam.translated(Sam.template("region.yaml"));
    for (String region : example.scopes().keySet()) {
      Wire wire = new Wire(stack.endpoint(), example.location(region), http);
      new Stacks(wire)
          .deploy(example.regionStack(), template, example.parameters(region, "config-" + region));
    }
    declared = withTargets(example);
    deployGlobal(example, Example.read(declared));
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

  @AfterAll
  static void stop() {
    http.close();
    twin.close();
    stack.close();
  }

  /**
   * Of the global stack its outputs alone: MiniStack makes no health checks, which the twin has.
   */
  private static void deployGlobal(AwsStacks example, AwsStacks declared) throws IOException {
    ObjectNode global = JsonMapper.shared().createObjectNode();
    global.putObject("Resources").putObject("Silence").put("Type", "AWS::SNS::Topic");
    ObjectNode outputs = global.putObject("Outputs");
    outputs.putObject("Fleet").put("Value", FLEET);
    SortedMap<String, String> checks = new TreeMap<>();
    declared.topology().zones().values().stream()
        .map(ZoneHost.Route53.class::cast)
        .forEach(zone -> checks.putAll(zone.checks()));
    outputs.putObject("Checks").put("Value", checks.toString().replace("=", ": "));
    new Stacks(new Wire(stack.endpoint(), GlobalTemplate.LOCATION, http))
        .deploy(example.globalStack(), global, Map.of());
  }

  /** MiniStack does not enforce bucket policies: the one kind of finding that is left. */
  @Test
  void what_the_templates_deploy_has_nothing_to_find_but_what_the_emulator_leaves_out()
      throws IOException {
    List<Finding> findings = examined(declared);

    assertThat(findings)
        .hasSize(3)
        .allMatch(finding -> finding.expected().equals("writes without a condition to be refused"));
  }

  @Test
  void a_table_that_is_not_there_is_named_with_the_action_and_what_to_deploy() throws IOException {
    assertThat(
            sentences(declared.replaceFirst("table: fairlead-aws-three-regions ", "table: mine ")))
        .anyMatch(
            line ->
                line.startsWith("table/mine@eu-west-1: expected the region's table")
                    && line.contains("dynamodb:DescribeTable")
                    && line.contains("deploy infra/aws/region.yaml in eu-west-1"));
  }

  @Test
  void a_bucket_that_is_not_there_is_named() throws IOException {
    assertThat(sentences(declared.replace("-flags-eu-west-3}", "-flegs-eu-west-3}")))
        .anyMatch(
            line ->
                line.startsWith("flag store/fairlead-aws-three-regions-flegs-eu-west-3")
                    && line.contains("NoSuchBucket"));
  }

  @Test
  void a_region_whose_function_makes_no_canary_is_named() throws IOException {
    AwsStacks example = Example.stacks();
    String bucket = example.stores().get("paris");
    try (AwsClients clients = clients()) {
      clients
          .s3(example.location("paris"))
          .deleteObject(gone -> gone.bucket(bucket).key(S3Canary.key(FLEET, "paris")));
      assertThat(sentences(declared))
          .anyMatch(
              line ->
                  line.startsWith("canary/paris: expected a canary of the last 3 minutes")
                      && line.contains("found none"));
      FlagStore store = new FlagStore("paris", example.location("paris"), bucket);
      new S3Canary(clients, FLEET, store).exercise(Instant.now().plusSeconds(10));
    }
  }

  @Test
  void an_address_without_the_tag_and_a_move_that_is_not_allowed_are_named() throws IOException {
    String untagged = twin.ec2().allocation(Emulator.ACCOUNT, "eu-west-1", Map.of());
    twin.faults()
        .add(
            new FaultRules.Where("ec2", "eu-central-1", "AssociateAddress"),
            new Fault.Refused(403, "UnauthorizedOperation"),
            1);

    assertThat(sentences(declared.replaceFirst("eipalloc-[0-9a-f]+", untagged)))
        .anyMatch(line -> line.contains("expected tag fairlead:fleet=aws-three-regions"))
        .anyMatch(
            line ->
                line.startsWith("address/frankfurt/front: expected a move to gw-1")
                    && line.contains("ec2:AssociateAddress")
                    && line.contains("UnauthorizedOperation"));
  }

  @Test
  void checks_that_are_missing_or_made_otherwise_are_named() throws IOException {
    String plain =
        TemplateChecks.made(
            clients(),
            HealthCheckConfig.builder()
                .type("HTTP")
                .port(80)
                .fullyQualifiedDomainName("www.example.com")
                .resourcePath("/")
                .requestInterval(30)
                .failureThreshold(3)
                .build());
    String calculated =
        TemplateChecks.made(
            clients(),
            HealthCheckConfig.builder()
                .type("CALCULATED")
                .healthThreshold(1)
                .childHealthChecks(plain)
                .build());
    String found =
        declared
            .replaceFirst("ireland/default: [^,}]+", "ireland/default: " + calculated)
            .replaceFirst(
                "paris/default: [^,}]+", "paris/default: 00000000-0000-0000-0000-999999999999");

    assertThat(sentences(found))
        .anyMatch(
            line -> line.startsWith("check/ireland/default: expected a calculated check, 2 of 3"))
        .anyMatch(line -> line.contains("to be inverted"))
        .anyMatch(line -> line.contains("www.example.com/"))
        .anyMatch(
            line -> line.startsWith("check/paris/default") && line.contains("NoSuchHealthCheck"));
    assertThat(sentences(declared.replaceFirst(", checks: \\{[^}]+\\}", "")))
        .filteredOn(line -> line.contains("expected its id in 'zones.NAME.route53.checks'"))
        .hasSize(3);
  }

  @Test
  void what_the_stacks_were_deployed_with_is_compared_with_the_topology() throws IOException {
    assertThat(sentences(declared.replace("name: north.orders", "name: polar.orders")))
        .filteredOn(line -> line.contains("expected output RecordNames to be"))
        .hasSize(3)
        .allMatch(line -> line.startsWith("stack/fairlead-aws-three-regions-region@"))
        .allMatch(line -> line.contains("deploy the stack anew"));
    assertThat(sentences(declared.replaceFirst("-flags-eu-west-3}", "-flegs-eu-west-3}")))
        .anyMatch(line -> line.contains("expected output FlagStore to be"));
    assertThat(
            sentences(
                declared.replaceAll(
                    "flags: \\{bucket: ([^}]+)\\}", "flags: {bucket: $1, access: private}")))
        .filteredOn(line -> line.contains("expected output FlagAccess to be 'private'"))
        .hasSize(3);
    assertThat(
            sentences(
                declared.replaceFirst(
                    "paris/default: [^,}]+",
                    "paris/default: 00000000-0000-0000-0000-999999999999")))
        .anyMatch(
            line ->
                line.startsWith("stack/fairlead-aws-three-regions-global@us-east-1: expected its")
                    && line.contains("put output 'Checks' there"));
  }

  @Test
  void a_stack_that_is_not_there_is_named_with_the_action() throws IOException {
    assertThat(sentences(declared.replaceFirst("location: eu-west-3", "location: eu-south-2")))
        .anyMatch(
            line ->
                line.startsWith("stack/fairlead-aws-three-regions-region@eu-south-2")
                    && line.contains("cloudformation:DescribeStacks")
                    && line.contains("deploy it in eu-south-2"));
  }

  @Test
  void a_quota_that_is_reached_is_named_with_what_is_used_and_what_to_ask_for() throws IOException {
    twin.ec2().quota(1);
    twin.route53().quotas(2, 1);
    try {
      assertThat(sentences(declared))
          .anyMatch(
              line ->
                  line.startsWith("quota/Elastic IPs@eu-west-1: expected room, found")
                      && line.contains("of 1 used")
                      && line.contains("L-0263D0A3"))
          .anyMatch(line -> line.startsWith("quota/records of ") && line.contains("of 2 used"))
          .anyMatch(line -> line.startsWith("quota/health checks") && line.contains("of 1 used"));
    } finally {
      twin.ec2().quota(5);
      twin.route53().quotas(10_000, 200);
    }
  }

  @Test
  void a_quota_that_may_not_be_read_is_named_with_the_action() throws IOException {
    twin.faults()
        .add(
            new FaultRules.Where("ec2", "eu-central-1", "DescribeAccountAttributes"),
            new Fault.Refused(403, "UnauthorizedOperation"),
            1);

    assertThat(sentences(declared))
        .anyMatch(
            line ->
                line.startsWith("quota/Elastic IPs@eu-central-1")
                    && line.contains("grant ec2:DescribeAccountAttributes"));
  }

  private static List<String> sentences(String topology) throws IOException {
    return examined(topology).stream().map(Finding::sentence).toList();
  }

  private static List<Finding> examined(String topology) throws IOException {
    return new AwsExaminer(opening -> clients())
        .examine(
            Example.read(topology).topology(),
            new Opening("anna", InstantSource.system()),
            Instant.now().plusSeconds(30));
  }

  private static AwsClients clients() {
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
  private static String withTargets(AwsStacks example) throws IOException {
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
          text =
              text.replaceAll(
                  "eni-0" + place.getKey() + "1b[0-9a-f]+000" + node,
                  twin.ec2().networkInterface(Emulator.ACCOUNT, location, List.of(ip)));
        }
      }
      String checks = TemplateChecks.make(clients, example).toString().replace("=", ": ");
      String hosted = twin.route53().zone("orders.example.com");
      return text.replace("Z0123456789ABCDEFGHIJ}", hosted + ", checks: " + checks + "}");
    }
  }
}
