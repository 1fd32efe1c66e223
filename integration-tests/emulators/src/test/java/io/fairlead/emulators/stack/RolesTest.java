package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the roles allow against what the code calls. */
@NeedsParts(Part.CFN_LINT)
class RolesTest {
  /** Actions that no adapter calls by name, and who needs them. */
  private static final Map<String, String> BESIDE_THE_CODE =
      Map.of(
          "logs:CreateLogStream", "the runtime",
          "logs:PutLogEvents", "the runtime",
          "sqs:ReceiveMessage", "the queue's event source",
          "sqs:DeleteMessage", "the queue's event source",
          "sqs:GetQueueAttributes", "the queue's event source",
          "sqs:SendMessage", "the tick function, and Lambda for runs that failed",
          "sns:Publish", "the tick function's notices",
          "s3:ListBucket", "S3, which answers 404 only to those who may list");

  /** Actions that the code calls for others: a person at a terminal, a function of Azure. */
  private static final Set<String> FOR_OTHERS =
      Set.of("dynamodb:Scan", "sts:AssumeRoleWithWebIdentity");

  /** Actions that AWS knows no resource for. */
  private static final Set<String> OF_NO_RESOURCE =
      Set.of("ec2:DescribeAddresses", "ec2:DescribeNetworkInterfaces", "sts:GetWebIdentityToken");

  private static ObjectNode region;

  @BeforeAll
  static void translate() throws IOException {
    region = Sam.translated(Sam.template("region.yaml"));
  }

  @Test
  void the_tick_function_may_do_what_its_code_calls_and_no_more() throws IOException {
    SortedSet<String> needed = new TreeSet<>(CalledActions.of("io/fairlead/aws"));
    assertThat(needed).contains("ec2:AssociateAddress", "route53:ChangeResourceRecordSets");
    needed.removeAll(FOR_OTHERS);
    needed.addAll(BESIDE_THE_CODE.keySet());

    assertThat(actions("TickRole")).isEqualTo(needed);
  }

  @Test
  void the_operate_function_changes_the_register_and_freezes_and_moves_nothing() {
    assertThat(actions("OperateRole"))
        .isSubsetOf(actions("TickRole"))
        .filteredOn(action -> action.matches(".*:(Put|Delete|Change|Associate|Disassociate).*"))
        .containsExactly(
            "dynamodb:PutItem", "logs:PutLogEvents", "s3:DeleteObject", "s3:PutObject");
  }

  @Test
  void the_replicate_function_may_do_what_its_code_calls_and_deletes_nothing() throws IOException {
    SortedSet<String> needed = new TreeSet<>(CalledActions.of("io/fairlead/aws/artifact"));
    assertThat(needed).containsExactly("s3:GetObject", "s3:ListBucket", "s3:PutObject");
    needed.addAll(CalledActions.of("io/fairlead/aws/token"));
    needed.add("sts:GetWebIdentityToken");
    needed.add("logs:CreateLogStream");
    needed.add("logs:PutLogEvents");

    assertThat(actions("ReplicateRole")).isEqualTo(needed);
  }

  @Test
  void no_action_is_a_pattern_and_only_describing_and_asking_for_a_token_have_no_resource() {
    for (String role : List.of("ScheduleRole", "TickRole", "ReplicateRole", "OperateRole")) {
      for (JsonNode statement : statements(role)) {
        assertThat(texts(statement.path("Action"))).noneMatch(action -> action.contains("*"));
        if (statement.path("Resource").asString("").equals("*")) {
          assertThat(texts(statement.path("Action"))).isSubsetOf(OF_NO_RESOURCE);
          assertThat(statement.path("Condition").toString()).contains("aws:RequestedRegion");
        }
      }
    }
  }

  @Test
  void records_are_limited_by_name_type_and_action_and_addresses_by_tag() {
    assertThat(conditionOf("route53:ChangeResourceRecordSets"))
        .contains(
            "route53:ChangeResourceRecordSetsNormalizedRecordNames",
            "route53:ChangeResourceRecordSetsRecordTypes",
            "route53:ChangeResourceRecordSetsActions");
    assertThat(conditionOf("ec2:AssociateAddress")).contains("aws:ResourceTag/fairlead:fleet");
  }

  private static String conditionOf(String action) {
    return statements("TickRole").stream()
        .filter(statement -> texts(statement.path("Action")).contains(action))
        .map(statement -> statement.path("Condition").toString())
        .findFirst()
        .orElseThrow();
  }

  private static SortedSet<String> actions(String role) {
    SortedSet<String> actions = new TreeSet<>();
    statements(role).forEach(statement -> actions.addAll(texts(statement.path("Action"))));
    return actions;
  }

  /** Every statement, those behind a condition of the template as well. */
  private static List<JsonNode> statements(String role) {
    List<JsonNode> statements =
        Statements.below(region.at("/Resources/" + role + "/Properties/Policies"));
    assertThat(statements).isNotEmpty();
    return statements;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(each -> texts.add(each.asString()));
    } else {
      texts.add(node.asString());
    }
    return texts;
  }
}
