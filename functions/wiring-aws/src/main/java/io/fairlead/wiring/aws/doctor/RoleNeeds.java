package io.fairlead.wiring.aws.doctor;

import io.fairlead.fleet.FloatingAddress;
import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.SeenCopies;
import io.fairlead.wiring.topology.RegisterKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the functions of a region call, on the resources that the topology names; the roles of
 * infra/aws/region.yaml allow just that.
 *
 * @param region its name
 * @param account that the stack is in
 */
record RoleNeeds(AwsStacks stacks, String region, String account) {
  private static final String LEADING = "dynamodb:LeadingKeys";
  private static final String RECORDS = "route53:ChangeResourceRecordSets";

  /** The tick function's. */
  List<RoleNeed> tick() {
    List<RoleNeed> needs = new ArrayList<>();
    String name = stacks.table();
    String logs = "arn:aws:logs:" + at() + ":log-group:/aws/lambda/" + name + "-tick:*";
    needs.add(RoleNeed.of(logs, "logs:CreateLogStream", "logs:PutLogEvents"));
    String queue = "arn:aws:sqs:" + at() + ":" + name;
    needs.add(
        RoleNeed.of(
            queue + "-ticks",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:SendMessage"));
    needs.add(RoleNeed.of(queue + "-dead-ticks", "sqs:SendMessage"));
    for (String topic : stacks.topics(region)) {
      needs.add(RoleNeed.of(topic, "sns:Publish"));
    }
    state(needs);
    needs.add(
        RoleNeed.of(table(region), "dynamodb:PutItem")
            .with(LEADING, List.of("observation/" + region, "slot/" + region)));
    for (String store : stacks.stores().values()) {
      needs.add(RoleNeed.of(bucket(store, ""), "s3:ListBucket"));
      needs.add(
          RoleNeed.of(
              bucket(store, "/flags/" + fleet() + "/x/y"),
              "s3:GetObject",
              "s3:PutObject",
              "s3:DeleteObject"));
      needs.add(RoleNeed.of(bucket(store, "/freeze/" + fleet()), "s3:GetObject"));
    }
    String own = stacks.stores().get(region);
    if (own != null) {
      needs.add(
          RoleNeed.of(
              bucket(own, "/canary/" + fleet() + "/" + region),
              "s3:GetObject",
              "s3:PutObject",
              "s3:DeleteObject"));
    }
    for (String set : SeenCopies.objects(stacks.topology(), region)) {
      needs.add(RoleNeed.of(set, "s3:GetObject"));
    }
    for (String bucket : SeenCopies.buckets(stacks.topology(), region)) {
      needs.add(RoleNeed.of(bucket, "s3:ListBucket"));
    }
    zones(needs);
    addresses(needs, "ec2:AssociateAddress", "ec2:DisassociateAddress");
    return needs;
  }

  /** The operate function's that the tick function's does not tell: what it writes. */
  List<RoleNeed> operate() {
    List<RoleNeed> needs = new ArrayList<>();
    state(needs);
    for (String store : stacks.stores().values()) {
      needs.add(
          RoleNeed.of(
              bucket(store, "/freeze/" + fleet()),
              "s3:GetObject",
              "s3:PutObject",
              "s3:DeleteObject"));
    }
    return needs;
  }

  /** The schedule's. */
  List<RoleNeed> schedule() {
    return List.of(
        RoleNeed.of(
            "arn:aws:lambda:" + at() + ":function:" + stacks.table() + "-tick",
            "lambda:InvokeFunction"));
  }

  /** Entries and cells of every region, the history, and every replica of the register. */
  private void state(List<RoleNeed> needs) {
    for (String each : stacks.scopes().keySet()) {
      needs.add(
          RoleNeed.of(table(each), "dynamodb:GetItem")
              .with("aws:RequestedRegion", List.of(stacks.location(each))));
      needs.add(
          RoleNeed.of(table(each), "dynamodb:PutItem")
              .with(LEADING, List.of("history/x"))
              .with("aws:RequestedRegion", List.of(stacks.location(each))));
    }
    if (stacks.topology().state().register() == RegisterKind.GLOBAL_TABLE) {
      String table = Objects.requireNonNull(stacks.topology().state().table());
      for (String replica : stacks.topology().state().cells()) {
        String location = stacks.location(replica);
        needs.add(
            RoleNeed.of(
                    "arn:aws:dynamodb:" + location + ":" + account + ":table/" + table,
                    "dynamodb:GetItem",
                    "dynamodb:PutItem")
                .with(LEADING, List.of(fleet()))
                .with("aws:RequestedRegion", List.of(location)));
      }
    }
  }

  private void zones(List<RoleNeed> needs) {
    for (String id : stacks.hostedZones().values()) {
      String zone = "arn:aws:route53:::hostedzone/" + id;
      needs.add(RoleNeed.of(zone, "route53:ListResourceRecordSets"));
      needs.add(
          RoleNeed.of(zone, RECORDS)
              .with(RECORDS + "NormalizedRecordNames", List.copyOf(stacks.recordNames()))
              .with(RECORDS + "RecordTypes", List.of("A", "TXT"))
              .with(RECORDS + "Actions", List.of("CREATE", "DELETE")));
    }
    if (!stacks.hostedZones().isEmpty()) {
      needs.add(RoleNeed.of("arn:aws:route53:::change/x", "route53:GetChange"));
    }
  }

  private void addresses(List<RoleNeed> needs, String... moves) {
    needs.add(within(RoleNeed.of("*", "ec2:DescribeAddresses", "ec2:DescribeNetworkInterfaces")));
    for (FloatingAddress address :
        stacks.topology().fleet().region(region).floatingAddresses().values()) {
      needs.add(
          within(
              RoleNeed.of("arn:aws:ec2:" + at() + ":elastic-ip/" + address.targetId(), moves)
                  .with("aws:ResourceTag/fairlead:fleet", List.of(fleet()))));
    }
  }

  private RoleNeed within(RoleNeed need) {
    return need.with("aws:RequestedRegion", List.of(stacks.location(region)));
  }

  private String table(String of) {
    return "arn:aws:dynamodb:" + stacks.location(of) + ":" + account + ":table/" + stacks.table();
  }

  private static String bucket(String name, String key) {
    return "arn:aws:s3:::" + name + key;
  }

  private String at() {
    return stacks.location(region) + ":" + account;
  }

  private String fleet() {
    return stacks.topology().fleet().name();
  }
}
