package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elastic IPs, the interfaces that carry them, and the functions that must reach their nodes. */
final class ElasticIpTopologyTest {
  private static final String FIRST = "interface: eni-0a1b2c3d4e5f60001/10.1.1.12";
  private static final String FRONT =
      "front: {address: 203.0.113.10, allocation: eipalloc-0a1b2c3d4e5f60718, nodes: [gw-1, gw-2]}";
  private static final String BACK =
      "back: {address: 203.0.113.11, allocation: eipalloc-0a1b2c3d4e5f60719, nodes: ";

  private static Edited threeInAws() {
    return new Edited(Examples.text("aws-three-regions"));
  }

  private static Edited withBack(String nodes) {
    return threeInAws().once(FRONT, FRONT + "\n      " + BACK + nodes + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i-0a1b2c3d4e5f60001",
        "eni-0a1b2c3d4e5f6000",
        "eni-0A1B2C3D",
        "eni-0a1b2c3d4e5f60001/gw-1",
        "eni-0a1b2c3d4e5f60001/10.1.1.300",
        "10.1.1.11"
      })
  void what_is_no_network_interface_of_aws_is_refused(String carrier) {
    assertThat(threeInAws().once(FIRST, "interface: " + carrier).errors())
        .containsExactly(
            "regions.ireland.nodes.gw-1.interface: not a network interface of AWS; found '"
                + carrier
                + "'; allowed: eni- and 8 or 17 hexadecimal digits, and for another than its"
                + " primary private address eni-ID/PRIVATE-IPV4");
  }

  @Test
  void an_interface_is_its_primary_address_or_a_secondary_one() {
    assertThat(
            threeInAws()
                .once(FIRST, "interface: eni-0a1b2c3d")
                .valid()
                .fleet()
                .region("ireland")
                .nodes()
                .values())
        .extracting(Node::interfaceId)
        .containsExactly("eni-0a1b2c3d", "eni-0a1b2c3d4e5f60002/10.1.2.12");
  }

  @Test
  void an_allocation_id_that_is_cut_short_is_refused() {
    assertThat(
            threeInAws().once("eipalloc-0a1b2c3d4e5f60718", "eipalloc-0a1b2c3d4e5f6071").errors())
        .containsExactly(
            "regions.ireland.floatingAddresses.front.allocation: not an allocation id such as"
                + " eipalloc-0a1b2c3d; found 'eipalloc-0a1b2c3d4e5f6071'");
  }

  @Test
  void one_allocation_is_no_two_addresses() {
    assertThat(
            threeInAws().with("eipalloc-0b1b2c3d4e5f60718", "eipalloc-0a1b2c3d4e5f60718").errors())
        .containsExactly(
            "regions.frankfurt.floatingAddresses.front.allocation: an address never crosses a"
                + " region: one allocation is one Elastic IP: that of floating address"
                + " ireland/front is it, too");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.1.100", "172.16.1.1", "192.168.1.1", "100.64.0.1", "169.254.1.1"})
  void a_private_address_is_no_elastic_ip(String address) {
    assertThat(threeInAws().once("address: 203.0.113.10", "address: " + address).errors())
        .containsExactly(
            "regions.ireland.floatingAddresses.front.address: an Elastic IP is a public address;"
                + " found '"
                + address
                + "'; allowed: the PublicIp that 'aws ec2 describe-addresses' shows");
  }

  @Test
  void two_elastic_ips_over_one_node_are_refused() {
    assertThat(withBack("[gw-2]").errors())
        .containsExactly(
            "regions.ireland.floatingAddresses.back.nodes[0]: a private address carries one"
                + " Elastic IP, and front may sit on node gw-2, too; allowed: nodes that no other"
                + " has; for a second one on a machine declare a second node, with 'interface:"
                + " eni-ID/SECONDARY-PRIVATE-IPV4'");
  }

  @Test
  void two_elastic_ips_over_one_machine_sit_on_two_private_addresses_of_its_interface() {
    Edited two =
        withBack("[gw-1-back]")
            .once(
                "gw-1: {" + FIRST,
                "gw-1-back: {interface: eni-0a1b2c3d4e5f60001/10.1.1.13, host: 198.51.100.13}\n"
                    + "      gw-1: {"
                    + FIRST);

    assertThat(two.warnings())
        .containsExactly(
            "warning: regions.ireland.floatingAddresses.back: no service uses floating address"
                + " 'back'");
  }

  @Test
  void a_floating_address_that_no_service_uses_is_a_warning() {
    assertThat(
            Edited.threeRegions()
                .once(
                    "floatingAddresses: {front:",
                    "floatingAddresses: {spare: {address: 127.10.1.101, nodes: [gw-1]}, front:")
                .warnings())
        .containsExactly(
            "warning: regions.eu-west.floatingAddresses.spare: no service uses floating address"
                + " 'spare'");
  }

  @Test
  void a_private_host_that_functions_outside_a_vpc_do_not_reach_is_a_warning() {
    Edited inside =
        threeInAws()
            .once("host: 198.51.100.11", "host: 10.1.1.11")
            .once("host: 198.51.100.12", "host: 10.1.2.11")
            .once("minimumValidity: 3d}\n", "minimumValidity: 3d}\n    private: true\n");
    String network =
        "aws:\n      functions: {subnets: [subnet-0a1b2c3d], securityGroups: [sg-0a1b2c3d]}";

    assertThat(inside.warnings())
        .containsExactly(
            "warning: regions.ireland.nodes.gw-1.host: functions outside a VPC do not reach a"
                + " private address: give the nodes of ireland public ones, or say in"
                + " 'regions.ireland.aws.functions' which subnets its functions run in");
    assertThat(inside.once("    aws:\n", "    " + network + "\n").valid().clouds().get("ireland"))
        .isEqualTo(
            new CloudScope.Aws(
                null,
                null,
                "fairlead-aws-three-regions",
                null,
                "fairlead-aws-three-regions-flags-eu-west-1",
                false,
                new CloudScope.Functions(
                    List.of("subnet-0a1b2c3d"), List.of("sg-0a1b2c3d"), true)));
    assertThat(inside.once("    aws:\n", "    " + network + "\n").warnings()).isEmpty();
    assertThat(inside.with("    aws:\n", "    " + network + "\n").warnings())
        .containsExactly(
            "warning: regions: the functions of 3 regions run in subnets, which reach public IPv4"
                + " addresses by a NAT only: without one, fewer than two observers see the floating"
                + " addresses");
  }
}
