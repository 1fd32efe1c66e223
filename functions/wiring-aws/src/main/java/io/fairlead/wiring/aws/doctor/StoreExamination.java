package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.flag.S3Canary;
import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.topology.CloudScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Tables and flag buckets. A bucket is tried by a canary under a key of its own: created under a
 * condition, refused without one, deleted by its ETag. The canary of the region's function tells by
 * its age whether that could write flags lately.
 */
record StoreExamination(
    AwsClients clients, AwsStacks stacks, Instant deadline, List<Finding> findings) {
  private static final int FORBIDDEN = 403;
  private static final String CANARY_TODO =
      "see 'findings' in the tick's log lines, or enable its schedule";

  /** The function makes its canary anew each minute; one run may be lost. */
  private static final Duration CANARY_AGE = Duration.ofMinutes(3);

  void table(String region, CloudScope.Aws scope) {
    String location = stacks.location(region);
    String subject = "table/" + scope.table() + "@" + location;
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      findings.add(unasked(subject));
      return;
    }
    try {
      TableDescription table =
          clients
              .dynamo(location)
              .describeTable(
                  ask -> ask.tableName(scope.table()).overrideConfiguration(budget.get()))
              .table();
      described(subject, table);
    } catch (SdkException e) {
      findings.add(
          Finding.error(
              subject,
              "the region's table",
              AwsFailure.of(e, "dynamodb:DescribeTable", scope.table()).sentence(),
              "deploy infra/aws/region.yaml in " + location));
    }
  }

  private void described(String subject, TableDescription table) {
    if (!table.keySchema().stream().allMatch(key -> key.attributeName().equals("id"))
        || table.keySchema().size() != 1) {
      findings.add(
          Finding.error(
              subject, "the one key 'id'", table.keySchema().toString(), "name another table"));
    }
    if (!Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
      findings.add(
          Finding.warning(subject, "deletion protection", "none", "deploy the region's stack"));
    }
    if (table.billingModeSummary() == null
        || table.billingModeSummary().billingMode() != BillingMode.PAY_PER_REQUEST) {
      findings.add(
          Finding.warning(
              subject,
              "a table on demand",
              "provisioned throughput, which can refuse ticks",
              "deploy the region's stack"));
    }
  }

  /** Whether the function of the region could raise a flag in its own store lately. */
  void canary(String region, String bucket) {
    String subject = "canary/" + region;
    String expected = "a canary of the last " + CANARY_AGE.toMinutes() + " minutes in " + bucket;
    String key = S3Canary.key(stacks.topology().fleet().name(), region);
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      findings.add(unasked(subject));
      return;
    }
    try {
      Instant made =
          clients
              .s3(stacks.location(region))
              .headObject(head -> head.bucket(bucket).key(key).overrideConfiguration(budget.get()))
              .lastModified();
      if (made.isBefore(clients.time().minus(CANARY_AGE))) {
        findings.add(Finding.error(subject, expected, "one of " + made, CANARY_TODO));
      }
    } catch (NoSuchKeyException none) {
      findings.add(Finding.warning(subject, expected, "none", CANARY_TODO));
    } catch (SdkException e) {
      String why = AwsFailure.of(e, "s3:GetObject", "s3://" + bucket + "/" + key).sentence();
      findings.add(Finding.error(subject, expected, why, "see the answer"));
    }
  }

  void flags(String region, String bucket) {
    String subject = "flag store/" + bucket;
    S3Client s3 = clients.s3(stacks.location(region));
    String key = "canary/" + stacks.topology().fleet().name() + "/doctor";
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      findings.add(unasked(subject));
      return;
    }
    try {
      String etag =
          s3.putObject(
                  put -> put.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString("1"))
              .eTag();
      refused(subject, s3, bucket, key);
      String now = s3.headObject(head -> head.bucket(bucket).key(key)).eTag();
      s3.deleteObject(delete -> delete.bucket(bucket).key(key).ifMatch(now == null ? etag : now));
    } catch (SdkException e) {
      findings.add(
          Finding.error(
              subject,
              "a canary that can be made and taken away under conditions",
              AwsFailure.of(e, "s3:PutObject", "s3://" + bucket + "/" + key).sentence(),
              "grant it, remove a canary that was left, or deploy the region's stack"));
    }
  }

  /** A write without a condition must not pass: a thawed process could bring a flag back. */
  private void refused(String subject, S3Client s3, String bucket, String key) {
    try {
      s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("2"));
      findings.add(
          Finding.error(
              subject,
              "writes without a condition to be refused",
              "one that passed",
              "deploy the region's stack, whose bucket policy demands If-None-Match or If-Match"));
    } catch (S3Exception e) {
      if (e.statusCode() != FORBIDDEN) {
        throw e;
      }
    }
  }

  private static Finding unasked(String subject) {
    return Finding.error(subject, "an answer", AwsClients.NO_TIME, "ask again");
  }
}
