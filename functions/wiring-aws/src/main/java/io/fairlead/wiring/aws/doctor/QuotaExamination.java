package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AwsStacks;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.model.AccountLimitType;
import software.amazon.awssdk.services.route53.model.HostedZoneLimitType;

/**
 * The account's quotas that a fleet can run into, as each service tells its own: Elastic IPs,
 * Lambda's concurrency, records of a zone, health checks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html">Route 53
 *     quotas</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Lambda
 *     concurrency: 100 stay unreserved</a>
 */
record QuotaExamination(
    Route53Calls route53, AwsStacks stacks, Instant deadline, List<Finding> findings) {
  private static final String ADDRESSES = "vpc-max-elastic-ips";

  /** Three functions, two runs each, as the template reserves by default. */
  private static final int RESERVED = 6;

  /** What Lambda keeps for functions that reserve nothing. */
  private static final int UNRESERVED = 100;

  /** Above it there is no room to grow. */
  private static final double FULL = 0.9;

  void run() {
    for (String location : stacks.locations()) {
      asked("quota/Elastic IPs@" + location, "ec2:DescribeAccountAttributes", this::addresses);
      asked("quota/Lambda concurrency@" + location, "lambda:GetAccountSettings", this::concurrency);
    }
    stacks
        .hostedZones()
        .forEach(
            (zone, id) ->
                asked(
                    "quota/records of " + zone,
                    "route53:GetHostedZoneLimit",
                    (subject, within) -> records(subject, id, within)));
    if (!stacks.hostedZones().isEmpty()) {
      asked("quota/health checks", "route53:GetAccountLimit", this::checks);
    }
  }

  private interface Question {
    void ask(String subject, AwsRequestOverrideConfiguration within);
  }

  /** A quota that cannot be read is a warning: nothing is known to be wrong. */
  private void asked(String subject, String action, Question question) {
    var budget =
        action.startsWith("route53:") ? route53.turn(deadline) : route53.clients().budget(deadline);
    if (budget.isEmpty()) {
      findings.add(Finding.warning(subject, "an answer", AwsClients.NO_TIME, "ask again"));
      return;
    }
    try {
      question.ask(subject, budget.get());
    } catch (SdkException e) {
      findings.add(
          Finding.warning(
              subject,
              "to be told it",
              AwsFailure.of(e, action, subject).sentence(),
              "grant " + action + ", or look it up under Service Quotas"));
    }
  }

  private void addresses(String subject, AwsRequestOverrideConfiguration within) {
    Ec2Client ec2 = route53.clients().ec2(location(subject));
    List<AccountAttribute> told =
        ec2.describeAccountAttributes(
                ask -> ask.attributeNamesWithStrings(ADDRESSES).overrideConfiguration(within))
            .accountAttributes();
    long used = ec2.describeAddresses(ask -> ask.overrideConfiguration(within)).addresses().size();
    for (AccountAttribute attribute : told) {
      if (ADDRESSES.equals(attribute.attributeName()) && attribute.hasAttributeValues()) {
        long quota = Long.parseLong(attribute.attributeValues().getFirst().attributeValue());
        if (used >= quota) {
          full(subject, used, quota, "for Elastic IPs (L-0263D0A3), before one more is needed");
        }
      }
    }
  }

  private void concurrency(String subject, AwsRequestOverrideConfiguration within) {
    try (LambdaClient lambda =
        route53.clients().configured(LambdaClient.builder(), "lambda", location(subject)).build()) {
      Integer quota =
          lambda
              .getAccountSettings(ask -> ask.overrideConfiguration(within))
              .accountLimit()
              .concurrentExecutions();
      if (quota != null && quota < UNRESERVED + RESERVED) {
        findings.add(
            Finding.warning(
                subject,
                "at least " + (UNRESERVED + RESERVED) + ", of which " + RESERVED + " are reserved",
                String.valueOf(quota),
                "ask for a higher quota (L-B99A9384), or deploy with ReservedConcurrency=0"));
      }
    }
  }

  private void records(String subject, String zone, AwsRequestOverrideConfiguration within) {
    var told =
        route53
            .client()
            .getHostedZoneLimit(
                ask ->
                    ask.hostedZoneId(zone)
                        .type(HostedZoneLimitType.MAX_RRSETS_BY_ZONE)
                        .overrideConfiguration(within));
    if (told.count() >= FULL * told.limit().value()) {
      full(subject, told.count(), told.limit().value(), "for records per hosted zone");
    }
  }

  private void checks(String subject, AwsRequestOverrideConfiguration within) {
    var told =
        route53
            .client()
            .getAccountLimit(
                ask ->
                    ask.type(AccountLimitType.MAX_HEALTH_CHECKS_BY_OWNER)
                        .overrideConfiguration(within));
    if (told.count() >= FULL * told.limit().value()) {
      full(subject, told.count(), told.limit().value(), "for health checks (L-ACB674F3)");
    }
  }

  private void full(String subject, long used, long quota, String what) {
    findings.add(
        Finding.warning(
            subject, "room", used + " of " + quota + " used", "ask for a higher quota " + what));
  }

  private static String location(String subject) {
    return subject.substring(subject.indexOf('@') + 1);
  }
}
