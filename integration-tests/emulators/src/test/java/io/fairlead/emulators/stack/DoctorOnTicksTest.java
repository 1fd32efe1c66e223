package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** `fairlead doctor` where somebody has changed by hand what keeps a region's ticks coming. */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class DoctorOnTicksTest {
  private static final String LOCATION = "eu-west-3";
  private static final String NAME = "fairlead-" + ExampleInAws.FLEET;

  private static ExampleInAws aws;
  private static AwsClients clients;

  @BeforeAll
  static void deploy() throws IOException {
    aws = new ExampleInAws();
    clients = aws.clients();
  }

  @AfterAll
  static void stop() {
    clients.close();
    aws.close();
  }

  @Test
  void a_schedule_that_is_disabled_is_named_with_what_follows() throws IOException {
    state("DISABLED");
    try {
      assertThat(about("schedule/"))
          .containsExactly(
              "schedule/fairlead-aws-three-regions-tick@eu-west-3: expected an enabled schedule,"
                  + " found one that is DISABLED; enable it, or deploy the stack with"
                  + " Ticks=ENABLED: until then this region does not tick.");
    } finally {
      state("ENABLED");
    }
  }

  @Test
  void a_queue_that_keeps_messages_otherwise_is_named_with_both_values() throws IOException {
    set(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
    try {
      assertThat(about("queue/"))
          .containsExactly(
              "queue/fairlead-aws-three-regions-ticks@eu-west-3: expected VisibilityTimeout 180,"
                  + " found 30; deploy the region's stack anew by the command of 'fairlead"
                  + " stacks'.");
    } finally {
      set(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "180"));
    }
  }

  @Test
  void ticks_among_the_dead_letters_are_counted() throws IOException {
    SqsClient sqs = clients.sqs(LOCATION);
    String dead = sqs.getQueueUrl(ask -> ask.queueName(NAME + "-dead-ticks")).queueUrl();
    sqs.sendMessage(put -> put.queueUrl(dead).messageBody("{}"));
    try {
      assertThat(about("queue/"))
          .containsExactly(
              "queue/fairlead-aws-three-regions-dead-ticks@eu-west-3: expected no ticks that"
                  + " failed, found 1; see the tick function's log, then purge the queue.");
    } finally {
      sqs.purgeQueue(ask -> ask.queueUrl(dead));
    }
  }

  @Test
  void an_event_source_that_is_taken_away_is_named() throws IOException {
    try (LambdaClient lambda = aws.lambda(clients, LOCATION)) {
      var source =
          lambda
              .listEventSourceMappings(ask -> ask.functionName(NAME + "-tick"))
              .eventSourceMappings()
              .getFirst();
      lambda.deleteEventSourceMapping(gone -> gone.uuid(source.uuid()));
      try {
        assertThat(about("queue/"))
            .hasSize(1)
            .first()
            .asString()
            .contains("expected an enabled event source that starts " + NAME + "-tick, found none")
            .contains("until then this region ticks once a minute");
      } finally {
        lambda.createEventSourceMapping(
            make ->
                make.functionName(NAME + "-tick")
                    .eventSourceArn(source.eventSourceArn())
                    .batchSize(1));
      }
    }
  }

  @Test
  void a_reserved_concurrency_that_is_missing_is_named_with_the_function() throws IOException {
    try (LambdaClient lambda = aws.lambda(clients, LOCATION)) {
      lambda.deleteFunctionConcurrency(gone -> gone.functionName(NAME + "-operate"));
      try {
        assertThat(about("function/"))
            .hasSize(1)
            .first()
            .asString()
            .startsWith(
                "function/fairlead-aws-three-regions-operate@eu-west-3: expected reserved"
                    + " concurrency 2, as its stack was deployed with, found none");
      } finally {
        lambda.putFunctionConcurrency(
            put -> put.functionName(NAME + "-operate").reservedConcurrentExecutions(2));
      }
    }
  }

  @Test
  void an_action_that_a_role_allows_no_more_is_named_with_its_resource() throws IOException {
    List<String> before = about("role/");
    JsonNode document = policy("state");
    ObjectNode without = (ObjectNode) document.deepCopy();
    ArrayNode statements = without.putArray("Statement");
    for (JsonNode statement : document.path("Statement")) {
      if (!statement.path("Sid").asString().startsWith("Write")) {
        statements.add(statement);
      }
    }
    policy("state", without);
    try {
      List<String> lines = about("role/");

      assertThat(lines).hasSize(before.size() + 3).containsAll(before);
      assertThat(lines)
          .contains(
              "role/fairlead-aws-three-regions-tick@eu-west-3: expected dynamodb:PutItem on"
                  + " arn:aws:dynamodb:eu-west-3:111122223333:table/fairlead-aws-three-regions to be"
                  + " allowed, found implicitDeny by arn:aws:iam::111122223333:role/TickRole-eu-west-3;"
                  + " deploy the region's stack anew, or grant it.");
    } finally {
      policy("state", document);
    }
  }

  /** The sentences about a kind of subject in the location. */
  private static List<String> about(String kind) throws IOException {
    return aws.sentences(aws.declared).stream()
        .filter(line -> line.startsWith(kind) && line.contains("@" + LOCATION))
        .toList();
  }

  /** What the console does with a schedule: it is written anew with another state. */
  private static void state(String state) throws IOException {
    Wire wire = aws.wire(LOCATION);
    ObjectNode schedule =
        (ObjectNode)
            JsonMapper.shared().readTree(wire.get("scheduler", "/schedules/" + NAME + "-tick"));
    schedule.put("State", state);
    wire.put(
        "scheduler",
        "/schedules/" + NAME + "-tick",
        schedule.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void set(Map<QueueAttributeName, String> attributes) {
    SqsClient sqs = clients.sqs(LOCATION);
    String queue = sqs.getQueueUrl(ask -> ask.queueName(NAME + "-ticks")).queueUrl();
    sqs.setQueueAttributes(ask -> ask.queueUrl(queue).attributes(attributes));
  }

  private static JsonNode policy(String name) throws IOException {
    return Proofs.decoded(
        Proofs.text(
            aws.wire(LOCATION)
                .query(
                    "iam",
                    Map.of(
                        "Action",
                        "GetRolePolicy",
                        "Version",
                        "2010-05-08",
                        "RoleName",
                        "TickRole-" + LOCATION,
                        "PolicyName",
                        name)),
            "PolicyDocument"));
  }

  private static void policy(String name, JsonNode document) throws IOException {
    aws.wire(LOCATION)
        .query(
            "iam",
            Map.of(
                "Action",
                "PutRolePolicy",
                "Version",
                "2010-05-08",
                "RoleName",
                "TickRole-" + LOCATION,
                "PolicyName",
                name,
                "PolicyDocument",
                document.toString()));
  }
}
