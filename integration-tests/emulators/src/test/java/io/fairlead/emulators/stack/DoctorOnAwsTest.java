package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.flag.FlagStore;
import io.fairlead.aws.flag.S3Canary;
import io.fairlead.emulators.Emulator;
import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.GlobalTemplate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * `fairlead doctor` over what the templates deploy: tables and buckets in MiniStack by the very
 * parameters that `fairlead stacks` prints, addresses and checks in the twin.
 */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class DoctorOnAwsTest {
  private static final String FLEET = ExampleInAws.FLEET;
  private static final String FLEET_REGISTER = "fairlead-aws-three-regions-register";

  private static ExampleInAws aws;
  private static AwsTwin twin;
  private static String declared;

  @BeforeAll
  static void deploy() throws IOException {
    aws = new ExampleInAws();
    twin = aws.twin;
    declared = aws.declared;
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  /** MiniStack enforces no bucket policies, and its IAM knows no tags of resources. */
  @Test
  void what_the_templates_deploy_has_nothing_to_find_but_what_the_emulator_leaves_out()
      throws IOException {
    List<Finding> findings = aws.examined(declared);

    assertThat(findings)
        .filteredOn(finding -> !finding.subject().startsWith("role/"))
        .hasSize(3)
        .allMatch(finding -> finding.expected().equals("writes without a condition to be refused"));
    assertThat(findings)
        .filteredOn(finding -> finding.subject().startsWith("role/"))
        .hasSize(6)
        .allMatch(finding -> finding.expected().matches("ec2:(Disa|A)ssociateAddress on .*"));
  }

  @Test
  void a_region_that_is_dark_together_with_the_alarm_of_its_silence_is_told_as_by_stacks()
      throws IOException {
    // A global table lies within one set of AWS's regions, and none of the others is in America.
    String there =
        declared
            .replace("register: global-table, table: " + FLEET_REGISTER, "register: quorum")
            .replace("location: eu-west-1", "location: us-east-1");

    assertThat(aws.sentences(declared)).noneMatch(line -> line.contains("is dark with it"));
    assertThat(aws.sentences(there))
        .filteredOn(line -> line.contains("is dark with it"))
        .containsExactly(
            GlobalTemplate.darkTogether(AwsStacks.of(Example.read(there).topology()))
                .orElseThrow()
                .sentence())
        .allMatch(line -> line.contains("fairlead-" + FLEET + "-silent-ireland"));
  }

  @Test
  void a_table_that_is_not_there_is_named_with_the_action_and_what_to_deploy() throws IOException {
    assertThat(
            aws.sentences(
                declared.replaceFirst("table: fairlead-aws-three-regions ", "table: mine ")))
        .anyMatch(
            line ->
                line.startsWith("table/mine@eu-west-1: expected the region's table")
                    && line.contains("dynamodb:DescribeTable")
                    && line.contains("deploy infra/aws/region.yaml in eu-west-1"));
  }

  @Test
  void a_bucket_that_is_not_there_is_named() throws IOException {
    assertThat(aws.sentences(declared.replace("-flags-eu-west-3}", "-flegs-eu-west-3}")))
        .anyMatch(
            line ->
                line.startsWith("flag store/fairlead-aws-three-regions-flegs-eu-west-3")
                    && line.contains("NoSuchBucket"));
  }

  @Test
  void a_region_whose_function_makes_no_canary_is_named() throws IOException {
    AwsStacks example = Example.stacks();
    String bucket = example.stores().get("paris");
    try (AwsClients clients = aws.clients()) {
      clients
          .s3(example.location("paris"))
          .deleteObject(gone -> gone.bucket(bucket).key(S3Canary.key(FLEET, "paris")));
      assertThat(aws.sentences(declared))
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

    assertThat(aws.sentences(declared.replaceFirst("eipalloc-[0-9a-f]+", untagged)))
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
            aws.clients(),
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
            aws.clients(),
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

    assertThat(aws.sentences(found))
        .anyMatch(
            line -> line.startsWith("check/ireland/default: expected a calculated check, 2 of 3"))
        .anyMatch(line -> line.contains("to be inverted"))
        .anyMatch(line -> line.contains("www.example.com/"))
        .anyMatch(
            line -> line.startsWith("check/paris/default") && line.contains("NoSuchHealthCheck"));
    assertThat(aws.sentences(declared.replaceFirst(", checks: \\{[^}]+\\}", "")))
        .filteredOn(line -> line.contains("expected its id in 'zones.NAME.route53.checks'"))
        .hasSize(3);
  }

  @Test
  void what_the_stacks_were_deployed_with_is_compared_with_the_topology() throws IOException {
    assertThat(aws.sentences(declared.replace("name: north.orders", "name: polar.orders")))
        .filteredOn(line -> line.contains("expected output RecordNames to be"))
        .hasSize(3)
        .allMatch(line -> line.startsWith("stack/fairlead-aws-three-regions-region@"))
        .allMatch(line -> line.contains("deploy the stack anew"));
    assertThat(aws.sentences(declared.replaceFirst("-flags-eu-west-3}", "-flegs-eu-west-3}")))
        .anyMatch(line -> line.contains("expected output FlagStore to be"));
    assertThat(
            aws.sentences(
                declared.replaceAll(
                    "flags: \\{bucket: ([^}]+)\\}", "flags: {bucket: $1, access: private}")))
        .filteredOn(line -> line.contains("expected output FlagAccess to be 'private'"))
        .hasSize(3);
    assertThat(
            aws.sentences(
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
    assertThat(aws.sentences(declared.replaceFirst("location: eu-west-3", "location: eu-south-2")))
        .anyMatch(
            line ->
                line.startsWith("stack/fairlead-aws-three-regions-region@eu-south-2")
                    && line.contains("cloudformation:DescribeStacks")
                    && line.contains("deploy it in eu-south-2"));
  }

  @Test
  void a_stack_that_was_rolled_back_is_named_though_it_is_complete() throws IOException {
    ObjectNode taken = JsonMapper.shared().createObjectNode();
    taken
        .putObject("Resources")
        .putObject("Flags")
        .put("Type", "AWS::S3::Bucket")
        .putObject("Properties")
        .put("BucketName", Example.stacks().stores().get("ireland"));
    assertThatThrownBy(
            () ->
                new Stacks(aws.wire("eu-south-1"))
                    .deploy("fairlead-aws-three-regions-region", taken, Map.of()))
        .hasMessageContaining("ROLLBACK_COMPLETE");

    assertThat(aws.sentences(declared.replaceFirst("location: eu-west-3", "location: eu-south-1")))
        .anyMatch(
            line ->
                line.startsWith("stack/fairlead-aws-three-regions-region@eu-south-1: expected a")
                    && line.contains("found ROLLBACK_COMPLETE"));
  }

  @Test
  void a_role_that_may_not_ask_another_regions_replica_of_the_register_is_named()
      throws IOException {
    Wire iam = aws.wire("eu-west-1");
    Map<String, String> policy = new TreeMap<>();
    policy.put("Version", "2010-05-08");
    policy.put("RoleName", "TickRole-eu-west-1");
    policy.put("PolicyName", "own-replica-only");
    String paris = "arn:aws:dynamodb:eu-west-3:*:table/" + FLEET_REGISTER;
    Map<String, String> deny = new TreeMap<>(policy);
    deny.put("Action", "PutRolePolicy");
    deny.put(
        "PolicyDocument",
        """
        {"Version": "2012-10-17", "Statement":
          [{"Effect": "Deny", "Action": "dynamodb:GetItem", "Resource": "%s"}]}"""
            .formatted(paris));
    iam.query("iam", deny);
    try {
      assertThat(aws.sentences(declared))
          .anyMatch(
              line ->
                  line.startsWith("role/fairlead-aws-three-regions-tick@eu-west-1: expected dynamo")
                      && line.contains("GetItem on arn:aws:dynamodb:eu-west-3:")
                      && line.contains("table/" + FLEET_REGISTER));
    } finally {
      policy.put("Action", "DeleteRolePolicy");
      iam.query("iam", policy);
    }
  }

  @Test
  void a_topic_that_the_deployed_roles_do_not_know_is_named() throws IOException {
    String topic = "arn:aws:sns:eu-west-1:111122223333:notices";

    assertThat(
            aws.sentences(
                declared.replaceFirst("(?s)notify:.*", "notify: [{sns: \"" + topic + "\"}]\n")))
        .filteredOn(line -> line.contains("expected sns:Publish on " + topic))
        .hasSize(3);
  }

  @Test
  void a_quota_that_is_reached_is_named_with_what_is_used_and_what_to_ask_for() throws IOException {
    twin.ec2().quota(1);
    twin.route53().quotas(2, 1);
    try {
      assertThat(aws.sentences(declared))
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

    assertThat(aws.sentences(declared))
        .anyMatch(
            line ->
                line.startsWith("quota/Elastic IPs@eu-central-1")
                    && line.contains("grant ec2:DescribeAccountAttributes"));
  }
}
