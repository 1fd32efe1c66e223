package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.emulators.Emulator;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A serving region and a witness deployed to MiniStack; every resource is asked for through its own
 * service, because a stack can be complete and a resource absent.
 */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class RegionStackTest {
  private static final String FLEET = "shop";

  private static ObjectNode template;
  private static Emulator stack;
  private static HttpClient http;
  private static Wire west;
  private static Wire east;
  private static DeployedStack whole;

  @BeforeAll
  static void deploy() throws IOException {
    template = Sam.translated(Sam.template("region.yaml"));
    stack = Emulator.start(Part.MINISTACK);
    http = HttpClient.newHttpClient();
    west = new Wire(stack.endpoint(), "eu-west-1", http);
    east = new Wire(stack.endpoint(), "us-east-1", http);
    whole =
        DeployedStack.of(
            west,
            name(west),
            template,
            parameters("eu-west", WholeRegion.parameters(stack, west.location())));
    new Stacks(east)
        .deploy(
            name(east),
            template,
            parameters(
                "us-east",
                Map.of(
                    "Serving", "false",
                    "FlagStore", "",
                    "ConfigBucket", "config-east",
                    "RegisterTable", "register")));
  }

  @AfterAll
  static void stop() {
    http.close();
    stack.close();
  }

  /** MiniStack names roles by the stack alone, so that stacks of one name share them. */
  private static String name(Wire at) {
    return "fairlead-shop-region-" + at.location();
  }

  private static SortedMap<String, String> parameters(String region, Map<String, String> others) {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("Fleet", FLEET);
    parameters.put("Region", region);
    parameters.put("Locations", "eu-west-1,eu-central-1,us-east-1");
    parameters.put("FlagStores", "flags-west,flags-central,flags-north");
    parameters.put("FlagStore", "flags-west");
    parameters.put("ConfigBucket", "config-west");
    parameters.put("HostedZones", "ZONE1,ZONE2");
    parameters.put("RecordNames", "eu.orders.test,_fairlead.orders.test");
    parameters.putAll(others);
    return parameters;
  }

  /** Each by its own service's word; a kind that nothing is known to ask for fails here. */
  @TestFactory
  Stream<DynamicTest> every_resource_of_the_template_is_as_it_says() {
    return whole.all().stream()
        .map(
            id ->
                DynamicTest.dynamicTest(
                    whole.type(id) + " " + id,
                    () -> {
                      assertThat(whole.isMade(id)).isTrue();
                      whole.prove(id, leftOut(whole.type(id)));
                    }));
  }

  /** See {@link #ministack_leaves_out_settings_that_the_template_has}. */
  private static Set<String> leftOut(String type) {
    return switch (type) {
      case "AWS::Lambda::Function" -> Set.of("/Code", "/ReservedConcurrentExecutions");
      // Its conditions do not know Fn::Join: every function is in a network there.
      case "AWS::IAM::Role" -> Set.of("/ManagedPolicyArns");
      case "AWS::DynamoDB::Table" -> Set.of("/PointInTimeRecoverySpecification");
      default -> Set.of();
    };
  }

  @Test
  void a_resource_that_is_not_as_the_template_says_and_a_kind_that_is_not_known_are_found()
      throws IOException {
    JsonNode queue = whole.found("TickQueue");
    ObjectNode otherwise = JsonMapper.shared().createObjectNode().put("VisibilityTimeout", 181);

    assertThat(Difference.between(otherwise, queue, Set.of()))
        .containsExactly("/VisibilityTimeout: wanted 181, found \"180\"");
    assertThatThrownBy(() -> new Proofs(west).found("AWS::EC2::NatGateway", "nat-1", otherwise))
        .hasMessageContaining("no proof of a AWS::EC2::NatGateway");
  }

  @Test
  void the_table_is_on_demand_protected_and_keyed_by_id() throws IOException {
    JsonNode table =
        west.json(
                "dynamodb", "DynamoDB_20120810.DescribeTable", Map.of("TableName", "fairlead-shop"))
            .path("Table");

    assertThat(table.at("/BillingModeSummary/BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
    assertThat(table.at("/KeySchema/0/AttributeName").asString()).isEqualTo("id");
    assertThat(table.at("/AttributeDefinitions/0/AttributeType").asString()).isEqualTo("S");
  }

  @Test
  void ticks_have_a_queue_and_a_place_for_the_dead() throws IOException {
    JsonNode queue = queue("fairlead-shop-ticks");

    assertThat(queue.path("VisibilityTimeout").asString()).isEqualTo("180");
    assertThat(queue.path("MessageRetentionPeriod").asString()).isEqualTo("330");
    assertThat(queue.path("RedrivePolicy").asString())
        .contains("fairlead-shop-dead-ticks", "\"maxReceiveCount\":1");
    assertThat(queue("fairlead-shop-dead-ticks").path("MessageRetentionPeriod").asString())
        .isEqualTo("1209600");
  }

  @Test
  void the_functions_are_told_their_region_topology_and_queue() throws IOException {
    JsonNode tick = function("fairlead-shop-tick");

    assertThat(tick.path("Handler").asString())
        .isEqualTo("io.fairlead.lambda.TickHandler::handleRequest");
    assertThat(tick.path("Runtime").asString()).isEqualTo("java25");
    assertThat(tick.at("/Environment/Variables/FAIRLEAD_REGION").asString()).isEqualTo("eu-west");
    assertThat(tick.at("/Environment/Variables/FAIRLEAD_TOPOLOGY").asString())
        .isEqualTo("s3://config-west/fairlead.yaml");
    assertThat(tick.at("/Environment/Variables/FAIRLEAD_QUEUE_URL").asString())
        .endsWith("/fairlead-shop-ticks");
    for (String other : List.of("replicate", "operate")) {
      JsonNode variables = function("fairlead-shop-" + other).at("/Environment/Variables");
      assertThat(variables.propertyNames())
          .containsExactlyInAnyOrder("FAIRLEAD_REGION", "FAIRLEAD_TOPOLOGY", "JAVA_TOOL_OPTIONS");
    }
  }

  @Test
  void one_message_at_a_time_starts_at_most_two_runs() throws IOException {
    JsonNode source =
        JsonMapper.shared()
            .readTree(
                west.get(
                    "lambda", "/2015-03-31/event-source-mappings/?FunctionName=fairlead-shop-tick"))
            .at("/EventSourceMappings/0");

    assertThat(source.path("BatchSize").asInt()).isEqualTo(1);
    assertThat(source.at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(2);
    assertThat(source.path("EventSourceArn").asString()).endsWith(":fairlead-shop-ticks");
  }

  @Test
  void the_schedule_runs_each_minute_and_never_again() throws IOException {
    JsonNode schedule =
        JsonMapper.shared().readTree(west.get("scheduler", "/schedules/fairlead-shop-tick"));

    assertThat(schedule.path("ScheduleExpression").asString()).isEqualTo("rate(1 minute)");
    assertThat(schedule.path("State").asString()).isEqualTo("ENABLED");
    assertThat(schedule.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt(-1)).isZero();
    assertThat(schedule.at("/Target/RetryPolicy/MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
    assertThat(schedule.at("/Target/Arn").asString()).endsWith(":function:fairlead-shop-tick");
    assertThat(JsonMapper.shared().readTree(schedule.at("/Target/Input").asString()).toString())
        .isEqualTo("{\"source\":\"schedule\",\"time\":\"<aws.scheduler.scheduled-time>\"}");
  }

  @Test
  void flags_are_written_under_a_condition_and_read_by_anybody() throws IOException {
    JsonNode statements =
        JsonMapper.shared().readTree(west.get("s3", "/flags-west?policy")).path("Statement");

    assertThat(statement(statements, "NobodyWritesUnconditionally"))
        .contains("\"Deny\"", "s3:PutObject", "s3:if-none-match", "s3:if-match");
    assertThat(statement(statements, "NobodyDeletesUnconditionally"))
        .contains("\"Deny\"", "s3:DeleteObject", "s3:if-match");
    assertThat(statement(statements, "HealthChecksReadFlags"))
        .contains("\"s3:GetObject\"", "arn:aws:s3:::flags-west/flags/shop/*");
    assertThat(statements.toString()).containsOnlyOnce("\"Allow\"");
    assertThat(west.get("s3", "/flags-west?publicAccessBlock"))
        .contains("<BlockPublicPolicy>false", "<BlockPublicAcls>true");
  }

  @Test
  void where_public_objects_are_forbidden_nobody_may_read_flags_without_credentials()
      throws IOException {
    Wire central = new Wire(stack.endpoint(), "eu-central-1", http);
    new Stacks(central)
        .deploy(
            name(central),
            template,
            parameters(
                "eu-central",
                Map.of(
                    "FlagAccess", "private",
                    "FlagStore", "flags-central",
                    "ConfigBucket", "config-central")));

    assertThat(central.get("s3", "/flags-central?policy")).doesNotContain("\"Allow\"");
    assertThat(central.get("s3", "/flags-central?publicAccessBlock"))
        .contains("<BlockPublicPolicy>true", "<RestrictPublicBuckets>true");
  }

  @Test
  void the_topology_is_private_and_every_version_of_it_is_kept() throws IOException {
    assertThat(west.get("s3", "/config-west?versioning")).contains("Enabled");
    assertThat(west.get("s3", "/config-west?publicAccessBlock")).doesNotContain("false");
    assertThat(west.get("s3", "/config-west?policy")).doesNotContain("\"Allow\"");
  }

  @Test
  void silence_of_the_ticks_is_an_alarm_that_tells_the_topic() throws IOException {
    JsonNode alarms =
        west.json("monitoring", "GraniteServiceVersion20100801.DescribeAlarms", Map.of())
            .path("MetricAlarms");

    assertThat(alarms).hasSize(3);
    for (JsonNode alarm : alarms) {
      assertThat(alarm.path("AlarmActions").toString()).contains(":fairlead-shop-notices");
      // Whoever was told of it is told that it is over.
      assertThat(alarm.path("OKActions")).isEqualTo(alarm.path("AlarmActions"));
      if (alarm.path("AlarmName").asString().equals("fairlead-shop-ticks-stopped")) {
        assertThat(alarm.path("TreatMissingData").asString()).isEqualTo("breaching");
        assertThat(alarm.path("Statistic").asString()).isEqualTo("SampleCount");
        assertThat(alarm.path("Dimensions").toString()).contains("\"shop\"", "\"eu-west\"");
      }
    }
  }

  @Test
  void a_serving_region_moves_tagged_addresses_and_changes_named_records() throws IOException {
    String role = role(west);

    assertThat(policy(role, "addresses"))
        .contains("ec2:AssociateAddress", "\"aws:ResourceTag/fairlead:fleet\": \"shop\"");
    assertThat(policy(role, "zones"))
        .contains(
            "arn:aws:route53:::hostedzone/ZONE1",
            "arn:aws:route53:::hostedzone/ZONE2",
            "\"eu.orders.test\", \"_fairlead.orders.test\"");
    assertThat(policy(role, "flags"))
        .contains(
            "arn:aws:s3:::flags-west/flags/shop/*",
            "arn:aws:s3:::flags-north/freeze/shop",
            "arn:aws:s3:::flags-west/canary/shop/eu-west");
    assertThat(policy(role, "state"))
        .contains("\"observation/eu-west\"")
        .doesNotContain("Register");
  }

  @Test
  void a_witness_sees_addresses_and_may_not_move_them() throws IOException {
    String role = role(east);

    assertThat(policy(role, "addresses"))
        .contains("ec2:DescribeAddresses")
        .doesNotContain("AssociateAddress");
    assertThat(policy(role, "flags")).doesNotContain("canary");
    assertThat(policy(role, "state")).contains("arn:aws:dynamodb:*:111122223333:table/register");
  }

  @Test
  void notices_go_to_the_topics_that_are_named() throws IOException {
    for (String topic : WholeRegion.TOPICS.split(",", -1)) {
      assertThat(policy(role(west), "run")).contains('"' + topic + '"');
    }
    // MiniStack's conditions know no Fn::Join: that none are named is the template's word alone.
    assertThat(template.at("/Resources/TickRole/Properties/Policies").toString())
        .contains(
            "{\"Fn::If\":[\"NamesTopics\",{\"Ref\":\"NoticeTopics\"},{\"Ref\":\"Notices\"}]}");
  }

  @Test
  void the_outputs_name_what_the_topology_must_name() throws IOException {
    assertThat(new Stacks(west).outputs(name(west)))
        .containsEntry("Fleet", "shop")
        .containsEntry("Region", "eu-west")
        .containsEntry("Table", "fairlead-shop")
        .containsEntry("FlagStore", "flags-west")
        .containsEntry("Topology", "s3://config-west/fairlead.yaml")
        .containsEntry("RecordNames", "eu.orders.test,_fairlead.orders.test")
        .containsKeys("Notices", "Queue", "TickFunction", "OperateFunction");
  }

  /** What the template asks for and MiniStack leaves out, both ways: see docs/emulators.md. */
  @Test
  void ministack_leaves_out_settings_that_the_template_has() throws IOException {
    assertThat(
            template
                .at(
                    "/Resources/State/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
    assertThat(
            west.json(
                    "dynamodb",
                    "DynamoDB_20120810.DescribeContinuousBackups",
                    Map.of("TableName", "fairlead-shop"))
                .toString())
        .contains("\"PointInTimeRecoveryStatus\":\"DISABLED\"");
    assertThat(template.at("/Resources/Tick/Properties/ReservedConcurrentExecutions").toString())
        .contains("ReservedConcurrency");
    assertThat(west.get("lambda", "/2019-09-30/functions/fairlead-shop-tick/concurrency"))
        .doesNotContain("ReservedConcurrentExecutions");
    assertThat(whole.found("ReplicateRole").path("ManagedPolicyArns").toString())
        .contains("AWSLambdaVPCAccessExecutionRole");
  }

  private static JsonNode queue(String name) throws IOException {
    String url =
        west.json("sqs", "AmazonSQS.GetQueueUrl", Map.of("QueueName", name))
            .path("QueueUrl")
            .asString();
    return west.json(
            "sqs",
            "AmazonSQS.GetQueueAttributes",
            Map.of("QueueUrl", url, "AttributeNames", List.of("All")))
        .path("Attributes");
  }

  private static JsonNode function(String name) throws IOException {
    return JsonMapper.shared()
        .readTree(west.get("lambda", "/2015-03-31/functions/" + name + "/configuration"));
  }

  private static String statement(JsonNode statements, String sid) {
    for (JsonNode each : statements) {
      if (each.path("Sid").asString().equals(sid)) {
        return each.toString();
      }
    }
    return "no statement " + sid;
  }

  /** Name of the role that a location's tick function runs with. */
  private static String role(Wire at) throws IOException {
    String arn =
        JsonMapper.shared()
            .readTree(at.get("lambda", "/2015-03-31/functions/fairlead-shop-tick/configuration"))
            .path("Role")
            .asString();
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String policy(String role, String name) throws IOException {
    Map<String, String> form =
        Map.of(
            "Action",
            "GetRolePolicy",
            "Version",
            "2010-05-08",
            "RoleName",
            role,
            "PolicyName",
            name);
    NodeList found = west.query("iam", form).getElementsByTagName("PolicyDocument");
    return URLDecoder.decode(found.item(0).getTextContent(), StandardCharsets.UTF_8);
  }
}
