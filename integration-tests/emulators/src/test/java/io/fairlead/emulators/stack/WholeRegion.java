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
      return Map.of(
          "EndpointNetwork", network,
          "EndpointRouteTables", routes,
          "ArtifactStores", "arn:aws:s3:::sets-of-the-master/gateway/*",
          "ArtifactCopies", "arn:aws:s3:::sets-of-west/gateway/*",
          "ArtifactBuckets", "arn:aws:s3:::sets-of-the-master,arn:aws:s3:::sets-of-west",
          "NoticeEmail", "ops@example.com",
          "NoticeTopics", TOPICS);
    }
  }
}
