package io.fairlead.emulators.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.Emulator;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A region whose functions run in a network of the user's: by endpoints and IPv6, never a NAT. */
@NeedsParts({Part.CFN_LINT, Part.MINISTACK})
class NetworkedRegionTest {
  private static final String LOCATION = "eu-west-1";

  private static Emulator stack;
  private static AwsClients clients;
  private static HttpClient http;
  private static Wire wire;
  private static ObjectNode template;
  private static String network;
  private static String subnet;
  private static String group;
  private static String routes;

  @BeforeAll
  static void deploy() throws IOException {
    stack = Emulator.start(Part.MINISTACK);
    clients = stack.clients();
    http = HttpClient.newHttpClient();
    wire = new Wire(stack.endpoint(), LOCATION, http);
    Ec2Client ec2 = clients.ec2(LOCATION);
    Emulator.warm(ec2::describeVpcs);
    network = ec2.createVpc(it -> it.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    subnet = ec2.createSubnet(it -> it.vpcId(network).cidrBlock("10.9.1.0/24")).subnet().subnetId();
    group =
        ec2.createSecurityGroup(it -> it.vpcId(network).groupName("fairlead").description("f"))
            .groupId();
    routes = ec2.createRouteTable(it -> it.vpcId(network)).routeTable().routeTableId();
    template = Sam.translated(Sam.template("region.yaml"));
    new Stacks(wire).deploy("region", template, parameters());
  }

  @AfterAll
  static void stop() {
    http.close();
    clients.close();
    stack.close();
  }

  private static Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("Fleet", "shop");
    parameters.put("Region", "eu-west");
    parameters.put("Locations", LOCATION);
    parameters.put("FlagStores", "flags-west,flags-central,flags-north");
    parameters.put("FlagStore", "flags-west");
    parameters.put("ConfigBucket", "config-west");
    parameters.put("Subnets", subnet);
    parameters.put("SecurityGroups", group);
    parameters.put("Ipv6", "true");
    parameters.put("EndpointNetwork", network);
    parameters.put("EndpointRouteTables", routes);
    return parameters;
  }

  /** MiniStack's CloudFormation leaves a function's network out: the template is asked for that. */
  @Test
  void functions_are_in_the_subnets_and_call_aws_by_ipv6(@TempDir Path folder) throws Exception {
    for (String name : List.of("tick", "replicate", "operate")) {
      JsonNode function =
          JsonMapper.shared()
              .readTree(wire.get("lambda", "/2015-03-31/functions/fairlead-shop-" + name))
              .path("Configuration");

      assertThat(function.at("/Environment/Variables/AWS_USE_DUALSTACK_ENDPOINT").asString())
          .isEqualTo("true");
      // Names of both kinds of addresses: one address is tried, and IPv4 leads nowhere from there.
      String options = function.at("/Environment/Variables/JAVA_TOOL_OPTIONS").asString("");
      assertThat(FirstAddress.under(options, folder)).isEqualTo("2001:db8:0:0:0:0:0:1");
    }
    assertThat(FirstAddress.under("", folder)).isEqualTo("192.0.2.1");
    for (String id : List.of("Tick", "Replicate", "Operate")) {
      JsonNode network = template.at("/Resources/" + id + "/Properties/VpcConfig/Fn::If/1");
      assertThat(network.at("/SubnetIds/Ref").asString()).isEqualTo("Subnets");
      assertThat(network.at("/SecurityGroupIds/Ref").asString()).isEqualTo("SecurityGroups");
      assertThat(network.path("Ipv6AllowedForDualStack").toString())
          .isEqualTo("{\"Fn::If\":[\"ByIpv6\",true,false]}");
    }
  }

  @Test
  void s3_and_dynamodb_are_reached_by_gateway_endpoints_and_there_is_no_nat() {
    assertThat(clients.ec2(LOCATION).describeVpcEndpoints().vpcEndpoints())
        .allMatch(each -> each.vpcId().equals(network) && each.routeTableIds().contains(routes))
        .extracting(each -> each.serviceName())
        .containsExactlyInAnyOrder(
            "com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.dynamodb");
    assertThat(clients.ec2(LOCATION).describeNatGateways().natGateways()).isEmpty();
  }
}
