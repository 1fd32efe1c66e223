package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.region.Technologies;
import org.junit.jupiter.api.Test;

/** Topologies over AWS and Azure: which clouds they need, and what cannot work. */
final class MixedTopologyTest {
  private static final String ROUTE53 = "{route53: {hostedZone: Z0123456789ABCDEFGHIJ}}";
  private static final String AZURE_DNS =
      "{azureDns: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: dns}}";

  private static Edited mixed() {
    return new Edited(Examples.text("aws-azure"));
  }

  @Test
  void the_clouds_that_are_needed_are_those_of_the_regions_and_of_the_zones() {
    assertThat(Technologies.needed(mixed().valid()))
        .containsExactlyInAnyOrder(Cloud.AWS, Cloud.AZURE);
    Edited inAzure = new Edited(Examples.text("azure-three-regions"));
    assertThat(Technologies.needed(inAzure.valid())).containsExactly(Cloud.AZURE);
    assertThat(
            Technologies.needed(
                inAzure.with("{external: {by: the network team}}", ROUTE53).valid()))
        .containsExactlyInAnyOrder(Cloud.AWS, Cloud.AZURE);
    assertThat(Technologies.needed(new Edited(Examples.text("aws-three-regions")).valid()))
        .containsExactly(Cloud.AWS);
    assertThat(Technologies.needed(Edited.threeRegions().valid())).containsExactly(Cloud.LOCAL);
  }

  @Test
  void a_zone_of_azure_dns_has_no_weights_for_regions_of_aws_either() {
    assertThat(mixed().with(ROUTE53, AZURE_DNS).errors())
        .anyMatch(error -> error.contains("Azure DNS has no weights"));
  }

  @Test
  void local_regions_go_with_no_clouds() {
    String local =
        """
          here:
            cloud: local
            location: 127.0.0.1
            jurisdiction: EU
            witness: true
            edge: {dns: "127.0.0.1:5353", http: "127.0.0.1:8080"}
        zones:
        """;
    assertThat(mixed().once("zones:\n", local).errors())
        .anyMatch(
            error ->
                error.startsWith("regions.here.cloud: AWS and Azure go together in one topology")
                    && error.contains("ireland, virginia, frankfurt are in a cloud"));
  }

  @Test
  void a_global_table_has_no_replica_in_azure() {
    assertThat(
            mixed()
                .with("register: quorum", "register: global-table, table: fairlead-register")
                .errors())
        .contains(
            "state.register: a global table has replicas in AWS only, and frankfurt is not there:"
                + " name the regions with a replica in 'state.cells'");
  }

  @Test
  void a_topic_of_aws_needs_a_region_there_that_publishes_to_it() {
    String topic = "{sns: \"arn:aws:sns:eu-west-1:111122223333:people\"}";
    String webhook = "{webhook: \"${FAIRLEAD_WEBHOOK:-}\"}";
    assertThat(new Edited(Examples.text("azure-three-regions")).with(webhook, topic).errors())
        .containsExactly(
            "notify[0].sns: functions in AWS publish to it, and no region is there: say 'webhook'"
                + " or 'eventGrid'");
    assertThat(mixed().with(webhook, topic).problems()).isEmpty();
  }

  @Test
  void a_private_flag_store_is_hidden_from_gateways_that_answer_a_profiles_probe() {
    String profile =
        "{trafficManager: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: g,"
            + " profile: p, path: /fairlead/flag}}";
    assertThat(
            mixed()
                .once(
                    "fairlead-aws-azure-flags-ireland}",
                    "fairlead-aws-azure-flags-ireland, access: private}")
                .with("zones:\n", "zones:\n  eu.orders.example.com: " + profile + "\n")
                .with("eu: {name: ", "eu: {zone: eu.orders.example.com, name: ")
                .warnings())
        .anyMatch(
            warning ->
                warning.startsWith(
                    "warning: regions.ireland.aws.flags.access: a profile of Traffic"
                        + " Manager knows a flag by its gateways"));
  }
}
