package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may be asked of a zone of Azure DNS, whose record sets have no weights. */
final class AzureDnsTopologyTest {
  private static final String ZONE = "zone orders.example.com";
  private static final String SHARES = "{amsterdam: 60, frankfurt: 40}";

  /** Shares of 100, and a demand that each region carries alone. */
  static Edited good() {
    return unequal().with(SHARES, "{amsterdam: 100}");
  }

  private static Edited unequal() {
    return new Edited(Examples.text("azure-three-regions"))
        .with(
            "{external: {by: the network team}}",
            "{azureDns: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: dns}}")
        .with("demand: 300", "demand: 200");
  }

  @Test
  void a_zone_whose_regions_answer_alone_or_alike_is_read() {
    assertThat(good().valid().zones())
        .containsEntry(
            "orders.example.com",
            new ZoneHost.AzureDns("00000000-0000-4000-8000-000000000001", "dns"));
    for (String alike :
        new String[] {
          "{amsterdam: 50, frankfurt: 50}",
          "{amsterdam: 34, frankfurt: 33, paris: 33}",
          "{amsterdam: 100, frankfurt: 0}"
        }) {
      assertThat(good().with("{amsterdam: 100}", alike).problems()).as(alike).isEmpty();
    }
  }

  @Test
  void shares_that_need_weights_are_refused_with_what_can_be() {
    assertThat(unequal().errors())
        .containsExactly(
            "services.orders.partitions.north.shares: Azure DNS has no weights: in "
                + ZONE
                + " every region with a share answers alike; give one region 100, or all the same"
                + " share; found amsterdam: 60, frankfurt: 40");
  }

  @Test
  void no_partitioned_service_ramps() {
    assertThat(good().with("mode: manual", "mode: ramp").errors())
        .containsExactly(
            "services.orders.failback.mode: no ramp goes on in "
                + ZONE
                + " of Azure DNS, which has no weights: say manual");
  }

  @Test
  void each_region_carries_the_whole_demand_alone() {
    assertThat(
            good()
                .with(
                    "paris:     {endpoints: [203.0.113.30], capacity: 500}",
                    "paris:     {endpoints: [203.0.113.30], capacity: 499}")
                .errors())
        .containsExactly(
            "services.orders.deployments.paris.capacity: in "
                + ZONE
                + " of Azure DNS one region answers for all or for an equal part, so each must"
                + " carry the whole demand of 400; paris carries 80 % of 499");
  }

  @Test
  void two_regions_with_a_share_do_not_answer_by_host_names() {
    Edited names =
        good()
            .with("[203.0.113.10]", "[a.example.net]")
            .with("[203.0.113.20]", "[b.example.net]")
            .with("[203.0.113.30]", "[c.example.net]");

    assertThat(names.problems()).isEmpty();
    assertThat(names.with("{amsterdam: 100}", "{amsterdam: 50, frankfurt: 50}").errors())
        .containsExactly(
            "services.orders.partitions.north.shares: amsterdam answers by a host name, and a CNAME"
                + " of Azure DNS has one: in "
                + ZONE
                + " give one region 100, or give addresses");
  }

  @Test
  void a_set_holds_no_more_addresses_than_azure_takes() {
    StringBuilder many = new StringBuilder("203.0.113.101");
    for (int i = 102; i < 116; i++) {
      many.append(", 203.0.113.").append(i);
    }
    Edited full =
        good()
            .with("[203.0.113.10]", "[" + many + "]")
            .with("[203.0.113.20]", "[203.0.113.21, 203.0.113.22, 203.0.113.23, 203.0.113.24]");

    assertThat(full.problems()).isEmpty();
    assertThat(full.with("203.0.113.24]", "203.0.113.24, 203.0.113.25]").errors())
        .contains(
            "services.orders.deployments: all regions together have 21 addresses of one family, and"
                + " a set of Azure DNS in "
                + ZONE
                + " holds 20");
  }
}
