package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AwsStacks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What keeps a region's ticks coming, as each service tells its own: the schedule, the queue and
 * what it starts, the concurrency that is reserved. A person may have changed any of them since the
 * stack was deployed.
 */
record DeployedExamination(
    AwsClients clients, AwsStacks stacks, Instant deadline, List<Finding> findings) {
  private static final String DEPLOY =
      "deploy the region's stack anew by the command of 'fairlead stacks'";
  private static final List<String> FUNCTIONS = List.of("tick", "replicate", "operate");

  /** As infra/aws/region.yaml makes the queue: later or fewer tries would lose ticks unseen. */
  private static final Map<QueueAttributeName, String> QUEUE =
      Map.of(
          QueueAttributeName.VISIBILITY_TIMEOUT, "180",
          QueueAttributeName.MESSAGE_RETENTION_PERIOD, "330");

  /**
   * Looks at one region.
   *
   * @param outputs of its stack
   */
  void region(String region, SortedMap<String, String> outputs) {
    String location = stacks.location(region);
    asked("schedule/" + name("tick") + "@" + location, "scheduler:GetSchedule", this::schedule);
    String queue = outputs.getOrDefault("Queue", "");
    if (!queue.isEmpty()) {
      asked(
          "queue/" + name("ticks") + "@" + location,
          "sqs:GetQueueAttributes",
          (subject, within) -> queue(subject, queue, within));
      asked(
          "queue/" + name("dead-ticks") + "@" + location,
          "sqs:GetQueueAttributes",
          (subject, within) ->
              dead(subject, queue.replace(name("ticks"), name("dead-ticks")), within));
      asked(
          "queue/" + name("ticks") + "@" + location,
          "lambda:ListEventSourceMappings",
          this::source);
    }
    String reserved = outputs.getOrDefault("ReservedConcurrency", "0");
    for (String function : FUNCTIONS) {
      asked(
          "function/" + name(function) + "@" + location,
          "lambda:GetFunctionConcurrency",
          (subject, within) -> concurrency(subject, reserved, within));
    }
  }

  private interface Question {
    void ask(String subject, AwsRequestOverrideConfiguration within);
  }

  private void asked(String subject, String action, Question question) {
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      findings.add(Finding.error(subject, "an answer", AwsClients.NO_TIME, "ask again"));
      return;
    }
    try {
      question.ask(subject, budget.get());
    } catch (SdkException e) {
      findings.add(
          Finding.error(
              subject,
              "to be told it",
              AwsFailure.of(e, action, thing(subject)).sentence(),
              DEPLOY + ", or grant " + action));
    }
  }

  private void schedule(String subject, AwsRequestOverrideConfiguration within) {
    try (SchedulerClient scheduler =
        clients.configured(SchedulerClient.builder(), "scheduler", location(subject)).build()) {
      GetScheduleResponse found =
          scheduler.getSchedule(ask -> ask.name(thing(subject)).overrideConfiguration(within));
      if (found.state() != ScheduleState.ENABLED) {
        findings.add(
            Finding.error(
                subject,
                "an enabled schedule",
                "one that is " + found.stateAsString(),
                "enable it, or deploy the stack with Ticks=ENABLED: until then this region does"
                    + " not tick"));
      }
      if (!"rate(1 minute)".equals(found.scheduleExpression())
          || !found.target().arn().endsWith(":function:" + name("tick"))) {
        findings.add(
            Finding.error(
                subject,
                "rate(1 minute) of function " + name("tick"),
                found.scheduleExpression() + " of " + found.target().arn(),
                DEPLOY));
      }
    }
  }

  private void queue(String subject, String url, AwsRequestOverrideConfiguration within) {
    Map<QueueAttributeName, String> found =
        clients
            .sqs(location(subject))
            .getQueueAttributes(
                ask ->
                    ask.queueUrl(url)
                        .attributeNames(QueueAttributeName.ALL)
                        .overrideConfiguration(within))
            .attributes();
    QUEUE.forEach(
        (attribute, wanted) -> {
          if (!wanted.equals(found.get(attribute))) {
            findings.add(
                Finding.error(
                    subject,
                    attribute + " " + wanted,
                    String.valueOf(found.get(attribute)),
                    DEPLOY));
          }
        });
    String dead = found.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "none");
    if (!dead.contains(":" + name("dead-ticks") + "\"")) {
      findings.add(Finding.error(subject, "dead letters to " + name("dead-ticks"), dead, DEPLOY));
    }
  }

  private void dead(String subject, String url, AwsRequestOverrideConfiguration within) {
    QueueAttributeName count = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    String found =
        clients
            .sqs(location(subject))
            .getQueueAttributes(
                ask -> ask.queueUrl(url).attributeNames(count).overrideConfiguration(within))
            .attributes()
            .getOrDefault(count, "0");
    if (!found.equals("0")) {
      findings.add(
          Finding.warning(
              subject,
              "no ticks that failed",
              found,
              "see the tick function's log, then purge the queue"));
    }
  }

  private void source(String subject, AwsRequestOverrideConfiguration within) {
    try (LambdaClient lambda =
        clients.configured(LambdaClient.builder(), "lambda", location(subject)).build()) {
      String state =
          lambda
              .listEventSourceMappings(
                  ask -> ask.functionName(name("tick")).overrideConfiguration(within))
              .eventSourceMappings()
              .stream()
              .filter(source -> source.eventSourceArn().endsWith(":" + thing(subject)))
              .map(EventSourceMappingConfiguration::state)
              .findFirst()
              .orElse("none");
      if (!state.equals("Enabled")) {
        findings.add(
            Finding.error(
                subject,
                "an enabled event source that starts " + name("tick"),
                state,
                "enable it, or deploy the stack anew: until then this region ticks once a"
                    + " minute"));
      }
    }
  }

  private void concurrency(String subject, String wanted, AwsRequestOverrideConfiguration within) {
    try (LambdaClient lambda =
        clients.configured(LambdaClient.builder(), "lambda", location(subject)).build()) {
      Integer found =
          lambda
              .getFunctionConcurrency(
                  ask -> ask.functionName(thing(subject)).overrideConfiguration(within))
              .reservedConcurrentExecutions();
      String reserved = found == null ? "0" : String.valueOf(found);
      if (!reserved.equals(wanted)) {
        findings.add(
            Finding.error(
                subject,
                "reserved concurrency " + wanted + ", as its stack was deployed with",
                reserved.equals("0") && found == null ? "none" : reserved,
                DEPLOY + ": other functions of the account can take its room, or 0 stops it"));
      }
    }
  }

  private String name(String what) {
    return stacks.table() + "-" + what;
  }

  private static String thing(String subject) {
    return subject.substring(subject.indexOf('/') + 1, subject.indexOf('@'));
  }

  private static String location(String subject) {
    return subject.substring(subject.indexOf('@') + 1);
  }
}
