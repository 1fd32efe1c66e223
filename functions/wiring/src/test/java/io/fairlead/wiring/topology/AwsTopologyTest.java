package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tables, flag stores, registers and topics of fleets in AWS. */
final class AwsTopologyTest {
  private static Edited threeInAws() {
    return new Edited(Examples.text("aws-three-regions"));
  }

  @Test
  void a_global_table_has_a_name_and_a_replica_in_each_region() {
    State state = threeInAws().valid().state();

    assertThat(state.register()).isEqualTo(RegisterKind.GLOBAL_TABLE);
    assertThat(state.table()).isEqualTo("fairlead-aws-three-regions-register");
    assertThat(state.cells()).containsExactly("frankfurt", "ireland", "paris");
  }

  @Test
  void an_ipv6_address_beside_an_elastic_ip_is_refused() {
    assertThat(
            threeInAws().once("nodes: [gw-1", "address6: \"2001:db8::1\", nodes: [gw-1").errors())
        .singleElement()
        .asString()
        .endsWith(
            "address6: an IPv6 address does not move with an Elastic IP: AAAA records stay only"
                + " with 'endpoints' or a 'loadBalancer'");
  }

  @Test
  void one_bucket_is_no_two_flag_stores() {
    assertThat(threeInAws().with("flags-eu-central-1", "flags-eu-west-1").errors())
        .singleElement()
        .asString()
        .contains("aws.flags.bucket: one bucket is one flag store: that of ");
  }

  @Test
  void one_bucket_is_no_two_cells() {
    assertThat(
            threeInAws()
                .with(
                    "state: {register: global-table, table: fairlead-aws-three-regions-register}",
                    "state: {register: quorum}")
                .with("      flags: {", "      cell: {bucket: one-for-all}\n      flags: {")
                .errors())
        .hasSize(2)
        .allMatch(line -> line.contains(".aws.cell.bucket: one bucket is one cell: that of "));
  }

  @Test
  void one_check_stands_for_no_two_flags() {
    String id = "0a1b2c3d-1111-2222-3333-444455556666";
    assertThat(
            threeInAws()
                .once(
                    "hostedZone: Z0123456789ABCDEFGHIJ",
                    "hostedZone: Z0123456789ABCDEFGHIJ, checks: {ireland/default: "
                        + id
                        + ", paris/default: "
                        + id
                        + "}")
                .errors())
        .singleElement()
        .asString()
        .endsWith("one check takes out one region's group: that of ireland/default is it, too");
  }

  @Test
  void a_global_table_without_its_name_is_refused() {
    assertThat(threeInAws().with(", table: fairlead-aws-three-regions-register", "").errors())
        .containsExactly(
            "state: key 'table' is missing: register: global-table needs it; allowed: a table"
                + " name");
  }

  @Test
  void a_table_goes_with_no_other_register() {
    assertThat(threeInAws().with("register: global-table", "register: quorum").errors())
        .containsExactly("state.table: key does not go with register: quorum");
    assertThat(threeInAws().with("register: global-table, ", "").errors())
        .containsExactly("state.table: key does not go with register: quorum");
  }

  @Test
  void a_global_table_has_no_replica_outside_aws() {
    assertThat(
            new Edited(Examples.text("aws-azure"))
                .with("register: quorum", "register: global-table, table: fairlead")
                .errors())
        .containsExactly(
            "state.register: a global table has replicas in AWS only, and frankfurt is not there:"
                + " name the regions with a replica in 'state.cells'");
  }

  @Test
  void a_global_table_in_one_region_is_refused() {
    assertThat(threeInAws().with("global-table,", "global-table, cells: [paris],").errors())
        .containsExactly(
            "state.cells: a global table has two or three replicas, and there are 1: name their"
                + " regions in 'state.cells'");
  }

  @Test
  void a_region_keeps_its_cell_in_its_table_or_in_a_bucket() {
    Topology read =
        threeInAws()
            .with(
                "state: {register: global-table, table: fairlead-aws-three-regions-register}",
                "state: {register: quorum}")
            .once(
                "flags: {bucket: fairlead-aws-three-regions-flags-eu-west-1}",
                "flags: {bucket: flags-eu-west-1, access: private}\n"
                    + "      cell: {bucket: cell-eu-west-1}")
            .valid();

    assertThat(read.clouds())
        .containsEntry(
            "ireland",
            new CloudScope.Aws(
                null,
                null,
                "fairlead-aws-three-regions",
                "cell-eu-west-1",
                "flags-eu-west-1",
                true,
                null))
        .containsEntry(
            "paris",
            new CloudScope.Aws(
                null,
                null,
                "fairlead-aws-three-regions",
                null,
                "fairlead-aws-three-regions-flags-eu-west-3",
                false,
                null));
  }

  @Test
  void every_region_of_aws_has_a_table() {
    assertThat(
            threeInAws()
                .once("table: fairlead-aws-three-regions  ", "vpc: vpc-0a1b2c3d4 ")
                .errors())
        .containsExactly(
            "regions.ireland.aws: key 'table' is missing: the region's DynamoDB table: its"
                + " observation entry, slot and cell; allowed: a table name");
  }

  @Test
  void a_fleet_in_aws_has_three_flag_stores_in_three_locations() {
    assertThat(threeInAws().withoutLine("flags-eu-west-3").errors())
        .containsExactly(
            "regions: flags need three stores in three locations, and 2 regions have one: give"
                + " three regions 'aws.flags.bucket'");
    assertThat(threeInAws().with("location: eu-west-3", "location: eu-west-1").errors())
        .containsExactly(
            "regions.paris.aws.flags: two flag stores in one location fail together: that of"
                + " ireland is there, too");
  }

  @Test
  void a_location_that_is_no_region_of_aws_is_refused() {
    assertThat(threeInAws().with("location: eu-west-3", "location: Paris").errors())
        .containsExactly(
            "regions.paris.location: not what AWS calls a region, as in eu-west-1; found 'Paris'");
  }

  @Test
  void a_topic_is_named_by_its_arn_which_tells_its_location() {
    assertThat(threeInAws().valid().notices())
        .extracting(setting -> ((NotifySetting.Topic) setting).location())
        .containsExactly("eu-west-1", "eu-central-1", "eu-west-3");
  }

  @Test
  void a_receiver_of_notices_is_a_webhook_or_a_topic() {
    String topic = "sns: \"arn:aws:sns:eu-west-1:111122223333:fairlead-aws-three-regions-notices\"";

    assertThat(threeInAws().with(topic, topic + ", webhook: \"https://example.com/\"").errors())
        .containsExactly(
            "notify[0]: exactly one of webhook, sns, eventGrid; found webhook and sns");
    assertThat(threeInAws().with(topic, "sns: notices").errors())
        .containsExactly(
            "notify[0].sns: not a topic's ARN such as arn:aws:sns:eu-west-1:111122223333:notices,"
                + " or empty for none; found 'notices'");
  }

  @Test
  void a_topic_left_empty_is_no_receiver() {
    assertThat(
            threeInAws()
                .with(
                    "sns: \"arn:aws:sns:eu-west-3:111122223333:fairlead-aws-three-regions-notices\"",
                    "sns: \"${NOTICES:-}\"")
                .valid()
                .notices())
        .hasSize(2);
  }
}
