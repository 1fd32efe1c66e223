package io.fairlead.emulators.stack;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What makes every resource that a region's stack can have. */
final class WholeRegion {
  static final String TOPICS =
      "arn:aws:sns:eu-west-1:111122223333:notices,arn:aws:sns:us-east-2:444455556666:ours";

  private WholeRegion() {}

  /** Parameters with a network that is there. */
  static Map<String, String> parameters(Emulator stack, String location) {
    try (AwsClients clients = stack.clients()) {
      Ec2Client ec2 = clients.ec2(location);
      Emulator.warm(ec2::describeVpcs);
      String network = ec2.createVpc(it -> it.cidrBlock("10.9.0.0/16")).vpc().vpcId();
      String routes = ec2.createRouteTable(it -> it.vpcId(network)).routeTable().routeTableId();
      return Map.ofEntries(
          Map.entry("EndpointNetwork", network),
          Map.entry("EndpointRouteTables", routes),
          Map.entry("ArtifactStores", "arn:aws:s3:::sets-of-the-master/gateway/*"),
          Map.entry("ArtifactCopies", "arn:aws:s3:::sets-of-west/gateway/*"),
          Map.entry("SeenSets", "arn:aws:s3:::sets-of-the-master/fleet/sets/gateway/*"),
          Map.entry("SeenBuckets", "arn:aws:s3:::sets-of-the-master"),
          Map.entry("ArtifactBuckets", "arn:aws:s3:::sets-of-the-master,arn:aws:s3:::sets-of-west"),
          Map.entry("TokenStore", "feeds"),
          Map.entry("TokenTable", "tokens"),
          Map.entry("TokenKeys", "arn:aws:s3:::config-west/west.box"),
          Map.entry("NoticeEmail", "ops@example.com"),
          Map.entry("NoticeTopics", TOPICS));
    }
  }
}
