package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Observers, witnesses, cells and clouds that cannot work are refused with a sentence. */
final class RefusedRegionsTest {
  private static final String WITNESS =
      """
        paris:
          cloud: local
          location: 127.10.4.0/24
          jurisdiction: EU
          witness: true
          edge: {dns: "127.10.4.53:5300", http: "127.10.4.53:5380"}
      """;

  /** The regions eu-west and eu-north only. */
  private static Edited twoRegions() {
    String text = Examples.text("three-regions");
    int from = text.indexOf("  us-east:\n");
    String without = text.substring(0, from) + text.substring(text.indexOf("services:"));
    return new Edited(without).withoutLine("us-east:  {floatingAddress").withoutLine("us: {name");
  }

  @Test
  void automatic_failover_with_two_observers_is_refused() {
    assertThat(twoRegions().errors())
        .contains(
            "services.orders.failover: automatic failover needs three observers, one a region, and"
                + " this file has 2: add a region with 'witness: true', or say 'failover: manual'")
        .contains(
            "state.register: a quorum has three or five cells, and there are 2: name their regions"
                + " in 'state.cells', add a witness region, or say 'register: single'");
  }

  @Test
  void a_witness_is_the_third_observer_and_the_third_cell() {
    assertThat(twoRegions().once("services:", WITNESS + "services:").problems()).isEmpty();
  }

  @Test
  void two_regions_work_with_operators_and_one_cell() {
    assertThat(
            twoRegions()
                .with("failover: automatic", "failover: manual")
                .with("register: quorum", "register: single, cells: [eu-west]")
                .problems())
        .isEmpty();
  }

  @Test
  void two_regions_in_one_location_are_warned_of_because_they_fail_together() {
    assertThat(
            Edited.threeRegions()
                .with("location: 127.10.2.0/24", "location: 127.10.1.0/24")
                .warnings())
        .containsExactly(
            "warning: regions.eu-north.location: in one location with eu-west: what darkens it"
                + " darkens both, and their votes and cells with them; found '127.10.1.0/24'");
  }

  @Test
  void fewer_than_three_observers_that_reach_a_region_are_refused() {
    assertThat(
            Edited.threeRegions()
                .once(
                    "observer: {from: 127.10.1.1,",
                    "observer: {reaches: [eu-north], from: 127.10.1.1,")
                .errors())
        .containsExactly(
            "services.orders.deployments.us-east: automatic failover needs three observers that"
                + " reach us-east, and 'reaches' leaves 2");
  }

  @Test
  void an_observer_always_reaches_its_own_region() {
    Topology read =
        Edited.threeRegions()
            .once(
                "observer: {from: 127.10.1.1,",
                "observer: {reaches: [eu-north, us-east], from: 127.10.1.1,")
            .valid();

    assertThat(read.fleet().region("eu-west").observer().canReach("eu-west")).isTrue();
  }

  @Test
  void an_observer_cannot_reach_an_unknown_region() {
    assertThat(
            Edited.threeRegions()
                .once(
                    "observer: {from: 127.10.1.1,", "observer: {reaches: [asia], from: 127.10.1.1,")
                .errors())
        .contains(
            "regions.eu-west.observer.reaches[0]: there is no region 'asia'; allowed: eu-west,"
                + " eu-north, us-east");
  }

  @Test
  void a_witness_serves_nothing() {
    assertThat(
            Edited.threeRegions()
                .once("jurisdiction: US", "jurisdiction: US\n    witness: true")
                .errors())
        .contains(
            "regions.us-east.nodes: a witness serves nothing: us-east is one",
            "regions.us-east.floatingAddresses: a witness serves nothing: us-east is one",
            "services.orders.deployments.us-east: a witness serves nothing: us-east is one");
  }

  @Test
  void a_local_region_needs_its_edge() {
    assertThat(Edited.threeRegions().withoutLine("edge: {dns: \"127.10.2.53").errors())
        .containsExactly(
            "regions.eu-north: key 'edge' is missing: cloud: local needs it; allowed: dns, http");
  }

  @Test
  void keys_of_another_cloud_are_refused() {
    assertThat(
            Edited.threeRegions()
                .once("jurisdiction: EU", "jurisdiction: EU\n    aws: {table: fleet}")
                .once(
                    "{front: {address: 127.10.1.100,",
                    "{front: {allocation: eipalloc-0a1b2c3d, address: 127.10.1.100,")
                .errors())
        .containsExactly(
            "regions.eu-west.aws: key does not go with cloud: local",
            "regions.eu-west.floatingAddresses.front.allocation: key does not go with cloud:"
                + " local");
  }

  @Test
  void a_cloud_region_says_what_its_targets_are_called() {
    assertThat(
            Edited.threeRegions()
                .once(
                    "cloud: local\n    location: 127.10.3.0/24",
                    "cloud: aws\n    location: us-east-1")
                .withoutLine("edge: {dns: \"127.10.3.53")
                .errors())
        .contains(
            "regions.us-east: key 'aws' is missing: cloud: aws needs it; allowed: account, vpc,"
                + " table, cell, flags, functions",
            "regions.us-east.floatingAddresses.front: key 'allocation' is missing: cloud: aws needs"
                + " it",
            "regions.us-east.nodes.gw-1: key 'host' is missing: in aws an interface id is no"
                + " address to probe");
  }

  @Test
  void the_cells_of_a_register_are_three_or_five_known_regions() {
    assertThat(
            Edited.threeRegions()
                .with("register: quorum", "register: quorum, cells: [eu-west, us-est]")
                .errors())
        .containsExactly(
            "state.cells: a quorum has three or five cells, and there are 2: name their regions in"
                + " 'state.cells', add a witness region, or say 'register: single'",
            "state.cells[1]: there is no region 'us-est'; did you mean 'us-east'? allowed: eu-west,"
                + " eu-north, us-east");
  }

  @Test
  void a_zone_that_nobody_hosts_is_refused() {
    String text = Examples.text("three-regions").replaceAll("    edge: .*\n", "");

    assertThat(new Edited(text).errors())
        .contains(
            "services.portal.name: nobody hosts zone demo.test: it is not in 'zones', and no region"
                + " has an edge");
  }
}
