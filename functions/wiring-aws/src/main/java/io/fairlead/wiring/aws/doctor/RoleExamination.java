package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AwsStacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * Whether the functions' roles still allow what the functions call: IAM is asked, which knows
 * policies that people attached and boundaries as well.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">
 *     SimulatePrincipalPolicy</a>
 */
record RoleExamination(AwsClients clients, AwsStacks stacks, Instant deadline) {
  private static final String SIMULATE = "iam:SimulatePrincipalPolicy";

  /** What the roles of a region lack. */
  List<Finding> region(String region) {
    List<Finding> findings = new ArrayList<>();
    String location = stacks.location(region);
    try (IamClient iam = clients.configured(IamClient.builder(), "iam", location).build()) {
      role(location, "tick", findings)
          .ifPresent(role -> allowed(iam, role, needs(region, role).tick(), findings));
      role(location, "operate", findings)
          .ifPresent(role -> allowed(iam, role, needs(region, role).operate(), findings));
      schedule(location)
          .ifPresent(role -> allowed(iam, role, needs(region, role).schedule(), findings));
    }
    return findings;
  }

  /** A function's role. */
  private record Role(String subject, String arn) {
    String account() {
      return arn.split(":", -1)[4];
    }
  }

  private RoleNeeds needs(String region, Role role) {
    return new RoleNeeds(stacks, region, role.account());
  }

  private Optional<Role> role(String location, String function, List<Finding> findings) {
    String name = stacks.table() + "-" + function;
    String subject = "role/" + name + "@" + location;
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      findings.add(Finding.error(subject, "an answer", AwsClients.NO_TIME, "ask again"));
      return Optional.empty();
    }
    try (LambdaClient lambda =
        clients.configured(LambdaClient.builder(), "lambda", location).build()) {
      String arn =
          lambda
              .getFunctionConfiguration(
                  ask -> ask.functionName(name).overrideConfiguration(budget.get()))
              .role();
      return Optional.of(new Role(subject, arn));
    } catch (SdkException e) {
      findings.add(
          Finding.error(
              subject,
              "function " + name,
              AwsFailure.of(e, "lambda:GetFunctionConfiguration", name).sentence(),
              "deploy the region's stack, or grant the action"));
      return Optional.empty();
    }
  }

  /** The role that starts ticks; what the schedule itself lacks another examination tells. */
  private Optional<Role> schedule(String location) {
    String name = stacks.table() + "-tick";
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      return Optional.empty();
    }
    try (SchedulerClient scheduler =
        clients.configured(SchedulerClient.builder(), "scheduler", location).build()) {
      String arn =
          scheduler
              .getSchedule(ask -> ask.name(name).overrideConfiguration(budget.get()))
              .target()
              .roleArn();
      return Optional.of(new Role("role/" + stacks.table() + "-schedule@" + location, arn));
    } catch (SdkException told) {
      return Optional.empty();
    }
  }

  /** What cannot be asked is said once: the next question would end the same way. */
  private void allowed(IamClient iam, Role role, List<RoleNeed> needs, List<Finding> findings) {
    for (RoleNeed need : needs) {
      var budget = clients.budget(deadline);
      if (budget.isEmpty()) {
        findings.add(Finding.warning(role.subject(), "an answer", AwsClients.NO_TIME, "ask again"));
        return;
      }
      try {
        simulated(iam, role, need, budget.get())
            .forEach((action, decision) -> add(findings, lacks(role, need, action, decision)));
      } catch (SdkException e) {
        findings.add(
            Finding.warning(
                role.subject(),
                "to be told what it allows",
                AwsFailure.of(e, SIMULATE, role.arn()).sentence(),
                "grant " + SIMULATE + " and lambda:GetFunctionConfiguration to yourself"));
        return;
      }
    }
  }

  /** One table is written for more than one reason. */
  private static void add(List<Finding> findings, Finding finding) {
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }

  private static Finding lacks(Role role, RoleNeed need, String action, String decision) {
    return Finding.error(
        role.subject(),
        action + " on " + need.resource() + " to be allowed",
        decision + " by " + role.arn(),
        "deploy the region's stack anew, or grant it");
  }

  /** The actions that are not allowed, with IAM's word for it. */
  private static Map<String, String> simulated(
      IamClient iam, Role role, RoleNeed need, AwsRequestOverrideConfiguration within) {
    List<ContextEntry> context = new ArrayList<>();
    need.context()
        .forEach(
            (key, values) ->
                context.add(
                    ContextEntry.builder()
                        .contextKeyName(key)
                        // Keys of AWS itself have one value, those of services here have many.
                        .contextKeyType(
                            key.startsWith("aws:")
                                ? ContextKeyTypeEnum.STRING
                                : ContextKeyTypeEnum.STRING_LIST)
                        .contextKeyValues(values)
                        .build()));
    List<EvaluationResult> results =
        iam.simulatePrincipalPolicy(
                ask ->
                    ask.policySourceArn(role.arn())
                        .actionNames(need.actions())
                        .resourceArns(need.resource())
                        .contextEntries(context)
                        .overrideConfiguration(within))
            .evaluationResults();
    Map<String, String> lacking = new TreeMap<>();
    for (EvaluationResult result : results) {
      if (result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED) {
        lacking.put(result.evalActionName(), result.evalDecisionAsString());
      }
    }
    return lacking;
  }
}
