package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a service cannot be is refused with a sentence. */
final class RefusedServicesTest {
  private static final String ORDERS = "services.orders.";

  @Test
  void a_service_without_a_failover_policy_is_refused() {
    assertThat(Edited.threeRegions().once("    failover: automatic\n", "").errors())
        .contains(
            "services.orders: key 'failover' is missing: the failover policy: who may take the"
                + " service out of a region; allowed: automatic or manual");
  }

  @Test
  void shares_that_do_not_add_up_are_refused() {
    assertThat(Edited.threeRegions().with("eu-north: 40", "eu-north: 30").errors())
        .containsExactly(ORDERS + "partitions.eu.shares: the shares add up to 90, not to 100");
  }

  @Test
  void a_residency_that_no_region_satisfies_is_refused() {
    assertThat(Edited.threeRegions().with("residency: [EU]", "residency: [CH, NO]").errors())
        .containsExactly(
            ORDERS
                + "partitions.eu.residency: no region satisfies the residency: orders is deployed"
                + " in none of CH, NO");
  }

  @Test
  void a_share_outside_the_residency_is_refused() {
    assertThat(Edited.threeRegions().with("residency: [US, EU]", "residency: [EU]").errors())
        .containsExactly(
            ORDERS + "partitions.us.shares.us-east: us-east is outside the residency EU");
  }

  @Test
  void a_residency_of_one_region_is_a_warning() {
    assertThat(Edited.threeRegions().with("residency: [US, EU]", "residency: [US]").warnings())
        .containsExactly(
            "warning: "
                + ORDERS
                + "partitions.us.residency: only us-east satisfies the residency:"
                + " nothing can take over");
  }

  @Test
  void a_share_for_a_region_without_deployment_is_refused() {
    assertThat(Edited.threeRegions().withoutLine("us-east:  {floatingAddress").errors())
        .containsExactly(
            ORDERS + "partitions.us.shares.us-east: orders is not deployed in us-east");
  }

  @Test
  void an_order_that_names_a_region_without_deployment_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with("order: [eu-west, eu-north]", "order: [eu-west, us-east, eu-north]")
                .errors())
        .containsExactly("services.portal.order[1]: portal is not deployed in us-east");
  }

  @Test
  void an_order_that_leaves_a_deployment_out_is_a_warning() {
    assertThat(Edited.threeRegions().with("[eu-west, eu-north]", "[eu-west]").warnings())
        .containsExactly(
            "warning: services.portal.deployments.eu-north: never gets traffic: 'order' does not"
                + " name eu-north");
  }

  @Test
  void an_order_that_repeats_a_region_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with("[eu-west, eu-north]", "[eu-west, eu-north, eu-west]")
                .errors())
        .containsExactly("services.portal.order[2]: region 'eu-west' is listed twice");
  }

  @Test
  void unknown_regions_are_refused_with_the_likely_one() {
    assertThat(
            Edited.threeRegions()
                .with("shares: {us-east: 100}", "shares: {us-eest: 100}")
                .with(
                    "eu-north: {floatingAddress: front, capacity: 500}",
                    "eu-nort: {floatingAddress: front, capacity: 500}")
                .errors())
        .contains(
            ORDERS
                + "partitions.us.shares.us-eest: there is no region 'us-eest'; did you mean"
                + " 'us-east'? allowed: eu-west, eu-north, us-east",
            ORDERS
                + "deployments.eu-nort: there is no region 'eu-nort'; did you mean 'eu-north'?"
                + " allowed: eu-west, eu-north, us-east");
  }

  @Test
  void unknown_probes_nodes_and_addresses_are_refused() {
    assertThat(
            Edited.threeRegions()
                .once("probes: [ready, orders, portal]", "probes: [reedy, orders, portal]")
                .once("nodes: [gw-1, gw-2]", "nodes: [gw-1, gw-3]")
                .once("eu-north: {floatingAddress: front", "eu-north: {floatingAddress: frunt")
                .errors())
        .containsExactly(
            "regions.eu-west.probes[0]: there is no probe 'reedy'; did you mean 'ready'? allowed:"
                + " ready, orders, portal",
            "regions.eu-west.floatingAddresses.front.nodes[1]: there is no node 'gw-3'; did you"
                + " mean 'gw-2'? allowed: gw-1, gw-2",
            ORDERS
                + "deployments.eu-north.floatingAddress: there is no floating address 'frunt'; did"
                + " you mean 'front'? allowed: front");
  }

  @Test
  void a_group_with_two_failback_modes_is_refused() {
    assertThat(Edited.threeRegions().withoutLine("failoverGroup: portal").errors())
        .containsExactly(
            "services.portal.failback: failover group 'default' has two failback modes: ramp in"
                + " orders, manual in portal; services of a group leave and return together");
  }

  @Test
  void a_group_with_two_failover_policies_is_refused() {
    assertThat(
            Edited.threeRegions()
                .withoutLine("failoverGroup: portal")
                .with("{mode: manual}", "{mode: ramp}")
                .once("failover: automatic", "failover: manual")
                .errors())
        .containsExactly(
            "services.portal.failover: failover group 'default' has two failover policies: manual"
                + " in orders, automatic in portal; services of a group leave and return together");
  }

  @Test
  void keeping_more_deployments_than_there_are_is_refused() {
    assertThat(Edited.threeRegions().and("  keepServing: 3").withoutLine("notify:").errors())
        .containsExactly(
            "safety.keepServing: keeps 3 deployments of each service in, and portal has 2");
  }

  @Test
  void case_12_a_deployment_that_no_probe_touches_is_a_warning() {
    assertThat(
            Edited.threeRegions()
                .once("probes: [ready, orders, portal]", "probes: [ready, portal]")
                .warnings())
        .containsExactly(
            "warning: "
                + ORDERS
                + "deployments.eu-west: no serving probe of eu-west touches port 8080 of"
                + " orders: its public endpoint stays Unknown");
  }

  @Test
  void a_configurable_probe_does_not_touch_a_deployment() {
    assertThat(
            Edited.threeRegions()
                .with(
                    "portal: {http: {port: 8081, path: /health, status: 200}, answers: serving",
                    "portal: {http: {port: 8081, path: /health, status: 200}, answers:"
                        + " configurable")
                .warnings())
        .hasSize(2)
        .allMatch(text -> text.contains("touches port 8081 of portal"));
  }

  @Test
  void a_probe_that_no_region_uses_is_a_warning() {
    assertThat(
            Edited.threeRegions()
                .once("probes:\n", "probes:\n  spare: {tcp: {port: 9}}\n")
                .warnings())
        .containsExactly("warning: probes.spare: no region uses probe 'spare'");
  }

  @Test
  void a_duplicate_dns_name_is_refused() {
    assertThat(Edited.threeRegions().with("us.orders.demo", "eu.orders.demo").errors())
        .containsExactly(
            ORDERS
                + "partitions.us.name: a duplicate DNS name: services.orders.partitions.eu.name is"
                + " the same");
  }

  @Test
  void a_name_outside_its_zone_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with("name: portal.demo.test", "name: portal.demo.test\n    zone: test.test")
                .errors())
        .containsExactly("services.portal.name: the name does not lie in its zone test.test");
  }

  @Test
  void a_name_of_two_labels_needs_its_zone() {
    assertThat(Edited.threeRegions().with("portal.demo.test", "portal.test").errors())
        .containsExactly(
            "services.portal.name: the name has two labels only, so its zone would be 'test': add"
                + " 'zone'");
  }

  @Test
  void partition_names_follow_the_rule_of_names() {
    assertThat(Edited.threeRegions().with("eu: {name", "EU_1: {name").errors())
        .containsExactly(
            ORDERS
                + "partitions.EU_1: the name is not a name of 1-63 lower-case letters, digits and"
                + " inner dashes");
  }

  @Test
  void capacity_demand_and_shares_have_ranges() {
    assertThat(
            Edited.threeRegions()
                .once(
                    "us-east:  {floatingAddress: front, capacity: 500",
                    "us-east:  {floatingAddress: front, capacity: 0")
                .with("demand: 200", "demand: -1")
                .with("{us-east: 100}", "{us-east: 101}")
                .errors())
        .contains(
            ORDERS
                + "deployments.us-east.capacity: out of range; found '0'; allowed: a whole number"
                + " 1-10000000",
            ORDERS
                + "partitions.us.demand: out of range; found '-1'; allowed: a whole number"
                + " 0-10000000",
            ORDERS
                + "partitions.us.shares.us-east: out of range; found '101'; allowed: a whole number"
                + " 0-100");
  }

  @Test
  void a_peak_that_never_fits_is_a_warning() {
    assertThat(Edited.threeRegions().with("demand: 400", "demand: 900").warnings())
        .containsExactly(
            "warning: "
                + ORDERS
                + "partitions.eu.demand: the demand of 900 does not fit into 80 % of the"
                + " capacity 1000 even while every region is well");
  }

  @Test
  void a_ttl_is_whole_seconds_and_a_long_one_is_a_warning() {
    assertThat(Edited.threeRegions().once("ttl: 5s", "ttl: 5500ms").errors())
        .containsExactly(ORDERS + "partitions.eu.ttl: a ttl is whole seconds (RFC 1035)");
    assertThat(Edited.threeRegions().once("ttl: 5s", "ttl: 10m").warnings())
        .containsExactly(
            "warning: "
                + ORDERS
                + "partitions.eu.ttl: clients may keep a dead region for longer than five"
                + " minutes");
  }
}
