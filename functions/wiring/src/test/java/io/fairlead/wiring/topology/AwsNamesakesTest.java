package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.wiring.stack.AwsStacks;
import io.fairlead.wiring.stack.DeployCommands;
import org.junit.jupiter.api.Test;

/** Tables, buckets, zones and hosts of AWS that are named for something they are not. */
final class AwsNamesakesTest {
  private static final String FIRST = "interface: eni-0a1b2c3d4e5f60001/10.1.1.12";
  private static final String TABLE = "table: fairlead-aws-three-regions ";

  private static Edited threeInAws() {
    return new Edited(Examples.text("aws-three-regions"));
  }

  @Test
  void a_public_address_as_an_interfaces_private_one_is_a_warning() {
    assertThat(threeInAws().once(FIRST, "interface: eni-0a1b2c3d4e5f60001/18.202.11.14").warnings())
        .containsExactly(
            "warning: regions.ireland.nodes.gw-1.interface: a public address where a private one of"
                + " the interface belongs: EC2 puts the floating address on 18.202.11.14 only where"
                + " the subnet's own range has it");
  }

  @Test
  void a_floating_address_that_takes_off_the_hosts_own_is_a_warning() {
    Edited bare = threeInAws().once(FIRST, "interface: eni-0a1b2c3d4e5f60001");

    assertThat(bare.warnings())
        .containsExactly(
            "warning: regions.ireland.nodes.gw-1.interface: a floating address that comes to the"
                + " primary private address takes off the node's own public one, 198.51.100.11, if"
                + " that sits there: name a secondary one, eni-ID/PRIVATE-IPV4");
    assertThat(
            bare.once(
                    "allocation: eipalloc-0a1b2c3d4e5f60718, nodes: [gw-1, gw-2]",
                    "allocation: eipalloc-0a1b2c3d4e5f60718, nodes: [gw-2]")
                .warnings())
        .isEmpty();
  }

  @Test
  void the_registers_table_is_no_regions() {
    assertThat(
            threeInAws()
                .once(
                    "table: fairlead-aws-three-regions-register",
                    "table: fairlead-aws-three-regions")
                .errors())
        .containsExactly(
            "state.table: the register has a table of its own: that of region ireland is it, too");
  }

  @Test
  void one_hosted_zone_is_no_two_zones() {
    assertThat(
            threeInAws()
                .once(
                    "services:\n",
                    "  shop.example.com: {route53: {hostedZone: Z0123456789ABCDEFGHIJ}}\nservices:\n")
                .errors())
        .containsExactly(
            "zones.\"shop.example.com\".route53.hostedZone: one hosted zone is one zone: that of"
                + " orders.example.com is it, too");
  }

  @Test
  void a_table_that_the_templates_do_not_make_is_one_warning() {
    assertThat(threeInAws().once(TABLE, "table: mine ").warnings())
        .containsExactly(
            "warning: regions.ireland.aws.table: the templates of infra/aws make the table"
                + " fairlead-aws-three-regions, and 'fairlead stacks' refuses another, as in"
                + " ireland; allowed: fairlead-aws-three-regions");
    assertThat(threeInAws().once("fleet: aws-three-regions", "fleet: shop").warnings())
        .singleElement()
        .asString()
        .contains("refuses another, as in ireland, frankfurt, paris");
  }

  @Test
  void a_flag_store_in_a_bucket_of_the_topology_is_a_warning_and_refused_by_stacks() {
    Edited inside =
        threeInAws()
            .once(
                "fairlead-aws-three-regions-flags-eu-west-1",
                "fairlead-aws-three-regions-config-eu-central-1");

    assertThat(inside.warnings())
        .containsExactly(
            "warning: regions.ireland.aws.flags.bucket: 'fairlead stacks' makes a bucket of this"
                + " name for the topology, and refuses it here: flags have a bucket of their own");
    assertThat(commands(inside, "fairlead-aws-three-regions-config").objection())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith(
                        "the flags of region ireland are in"
                            + " 'fairlead-aws-three-regions-config-eu-central-1', which is the name"
                            + " of a bucket for the topology: "));
    assertThat(commands(inside, "mine").objection()).isEmpty();
  }

  private static DeployCommands commands(Edited topology, String config) {
    AwsStacks stacks = AwsStacks.of(topology.valid());
    return new DeployCommands(stacks, "t", "global.yaml", "flags.yaml", "fairlead.yaml", config);
  }

  @Test
  void a_host_whose_name_says_another_location_is_a_warning() {
    String west = "ec2-18-202-11-14.eu-west-1.compute.amazonaws.com";

    assertThat(threeInAws().once("host: 198.51.100.21", "host: " + west).warnings())
        .containsExactly(
            "warning: regions.frankfurt.nodes.gw-1.host: by its name this host is in eu-west-1, and"
                + " frankfurt is in eu-central-1");
    assertThat(threeInAws().once("host: 198.51.100.11", "host: " + west).warnings()).isEmpty();
    assertThat(
            threeInAws()
                .once("host: 198.51.100.11", "host: ec2-3-80-1-2.compute-1.amazonaws.com")
                .warnings())
        .singleElement()
        .asString()
        .contains("this host is in us-east-1, and ireland is in eu-west-1");
  }

  @Test
  void a_name_in_a_zone_below_a_hosted_one_is_told_to_name_that() {
    assertThat(
            threeInAws().once("  orders.example.com: {route53", "  example.com: {route53").errors())
        .containsExactly(
            "services.orders.partitions.north.name: nobody hosts zone orders.example.com: it is not"
                + " in 'zones', but example.com is: say 'zone: example.com' beside the name");
    assertThat(
            threeInAws()
                .once("  orders.example.com: {route53", "  oders.exampel.com: {route53")
                .errors())
        .containsExactly(
            "services.orders.partitions.north.name: nobody hosts zone orders.example.com: it is not"
                + " in 'zones', and no region has an edge; did you mean 'oders.exampel.com'?");
  }

  @Test
  void a_node_that_every_other_region_has_is_missing_here_and_crosses_nothing() {
    String second =
        "      gw-2: {interface: eni-0a1b2c3d4e5f60002/10.1.2.12, host: 198.51.100.12}\n";

    assertThat(threeInAws().once(second, "").errors())
        .containsExactly(
            "regions.ireland.floatingAddresses.front.nodes[1]: ireland has no node 'gw-2'; it has"
                + " gw-1");
    assertThat(
            threeInAws().once("60718, nodes: [gw-1, gw-2]", "60718, nodes: [GW-1, gw-2]").errors())
        .containsExactly(
            "regions.ireland.floatingAddresses.front.nodes[0]: there is no node 'GW-1'; did you"
                + " mean 'gw-1'? allowed: gw-1, gw-2");
    assertThat(
            threeInAws()
                .once(second, "")
                .once("60718, nodes: [gw-1, gw-2]", "60718, nodes: [GW-1, gw-2]")
                .errors())
        .containsExactly(
            "regions.ireland.floatingAddresses.front.nodes[0]: there is no node 'GW-1'; did you"
                + " mean 'gw-1'? allowed: gw-1",
            "regions.ireland.floatingAddresses.front.nodes[1]: ireland has no node 'gw-2'; it has"
                + " gw-1");
  }

  @Test
  void an_address_of_the_others_name_is_missing_here_and_crosses_nothing() {
    assertThat(threeInAws().once("      front: {address", "      edge-a: {address").errors())
        .contains(
            "services.orders.deployments.ireland.floatingAddress: ireland has no floating address"
                + " 'front'; it has edge-a");
  }

  @Test
  void partitions_that_do_not_fit_together_are_a_warning() {
    assertThat(
            threeInAws()
                .once("demand: 300", "demand: 700")
                .once("demand: 200", "demand: 600")
                .warnings())
        .containsExactly(
            "warning: services.orders.partitions: the demand of 2 partitions, 1300 together, does"
                + " not fit into 80 % of the capacity 1500 even while every region is well, in"
                + " frankfurt, ireland, paris");
    assertThat(
            threeInAws()
                .once("demand: 300", "demand: 700")
                .once("demand: 200", "demand: 500")
                .warnings())
        .isEmpty();
  }
}
