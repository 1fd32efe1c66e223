package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Zones that are profiles of Azure Traffic Manager. */
final class TrafficManagerTopologyTest {
  private static final String EXTERNAL = "orders.example.com: {external: {by: the network team}}";
  private static final String ID =
      "subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: dns";
  private static final String NORTH = "north: {name: north.orders.example.com,";
  private static final String SOUTH = "south: {name: south.orders.example.com,";

  /** Each partition in a zone of its own. */
  private static Edited two() {
    return new Edited(Examples.text("azure-three-regions"))
        .once(
            EXTERNAL,
            "north.orders.example.com: {trafficManager: {"
                + ID
                + ", profile: north, path: /flag}}\n"
                + "  south.orders.example.com: {trafficManager: {"
                + ID
                + ", profile: south, protocol: http, path: /flag}}")
        .once(NORTH, NORTH + " zone: north.orders.example.com,")
        .once(SOUTH, SOUTH + " zone: south.orders.example.com,");
  }

  @Test
  void a_profile_and_what_it_probes_are_read() {
    Topology read = two().valid();

    assertThat(read.zones())
        .containsEntry(
            "north.orders.example.com",
            new ZoneHost.TrafficManager(
                "00000000-0000-4000-8000-000000000001", "dns", "north", "HTTPS", 443, "/flag"))
        .containsEntry(
            "south.orders.example.com",
            new ZoneHost.TrafficManager(
                "00000000-0000-4000-8000-000000000001", "dns", "south", "HTTP", 80, "/flag"));
  }

  @Test
  void two_names_in_one_profile_are_refused() {
    assertThat(
            new Edited(Examples.text("azure-three-regions"))
                .once(
                    "{external: {by: the network team}}",
                    "{trafficManager: {" + ID + ", profile: orders, path: /flag}}")
                .errors())
        .containsExactly(
            "services.orders.partitions.south.name: a profile of Traffic Manager answers one name,"
                + " and that of orders.example.com is north.orders.example.com: say 'zone:"
                + " south.orders.example.com' beside this one, and give that a profile of its own");
  }

  @Test
  void one_profile_for_two_zones_is_refused() {
    assertThat(two().once("profile: south", "profile: North").errors())
        .containsExactly(
            "zones.\"south.orders.example.com\".trafficManager.profile: one profile is one zone:"
                + " that of north.orders.example.com is it, too");
  }

  @Test
  void an_endpoint_has_one_address_and_all_have_one_family() {
    assertThat(two().once("[203.0.113.10]", "[203.0.113.10, 203.0.113.11]").errors())
        .isNotEmpty()
        .allMatch(
            each -> each.contains("has one endpoint a region, with one address or host name"));
    assertThat(two().once("[203.0.113.10]", "[\"2001:db8::10\"]").errors())
        .isNotEmpty()
        .allMatch(each -> each.contains("answers with one family of addresses"));
  }

  @Test
  void a_load_balancer_of_aws_needs_a_zone_of_route_53() {
    assertThat(
            new Edited(Examples.text("aws-load-balancers"))
                .once(
                    "{route53: {hostedZone: Z0123456789ABCDEFGHIJ}}",
                    "{trafficManager: {" + ID + ", profile: shop, path: /flag}}")
                .errors())
        .anyMatch(
            each ->
                each.contains(
                    "an alias record needs a zone of Route 53, and shop.example.com is a profile of"
                        + " Traffic Manager: give 'endpoints'"));
  }

  @Test
  void a_path_is_needed_because_flags_turn_it_off() {
    assertThat(two().once("profile: north, path: /flag", "profile: north").errors())
        .singleElement()
        .asString()
        .contains("key 'path' is missing: what is asked of them, which fails while the region's");
  }
}
