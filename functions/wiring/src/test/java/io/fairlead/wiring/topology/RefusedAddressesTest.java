package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What no cloud can do with addresses is refused with a sentence. */
final class RefusedAddressesTest {
  private static final String DEPLOYED = "eu-west:  {floatingAddress: front, capacity: 500}";

  @Test
  void a_deployment_cannot_use_the_floating_address_of_another_region() {
    Edited edited =
        Edited.threeRegions()
            .once(
                "floatingAddresses: {front: {address: 127.10.3.100",
                "floatingAddresses: {us-front: {address: 127.10.3.100")
            .with("us-east:  {floatingAddress: front", "us-east:  {floatingAddress: us-front")
            .with(DEPLOYED, "eu-west:  {floatingAddress: us-front, capacity: 500}");

    assertThat(edited.errors())
        .containsExactly(
            "services.orders.deployments.eu-west.floatingAddress: an address never"
                + " crosses a region: floating address 'us-front' belongs to us-east, not to"
                + " eu-west");
  }

  @Test
  void naming_the_other_region_in_the_reference_does_not_help() {
    assertThat(
            Edited.threeRegions()
                .with(DEPLOYED, "eu-west:  {floatingAddress: us-east/front, capacity: 500}")
                .errors())
        .singleElement()
        .asString()
        .contains("an address never crosses a region: floating address 'front' belongs to us-east");
  }

  @Test
  void a_floating_address_cannot_sit_on_a_node_of_another_region() {
    assertThat(
            Edited.threeRegions()
                .with(
                    "nodes: {gw-1: {interface: 127.10.3.11}, gw-2",
                    "nodes: {gw-1: {interface: 127.10.3.11}, us-2")
                .once("127.10.3.100, nodes: [gw-1, gw-2]", "127.10.3.100, nodes: [gw-1, us-2]")
                .once("127.10.1.100, nodes: [gw-1, gw-2]", "127.10.1.100, nodes: [gw-1, us-2]")
                .errors())
        .containsExactly(
            "regions.eu-west.floatingAddresses.front.nodes[1]: an address never"
                + " crosses a region: node 'us-2' belongs to us-east, not to eu-west");
  }

  @Test
  void an_address_inside_the_range_of_another_region_is_refused() {
    assertThat(Edited.threeRegions().once("127.10.1.100", "127.10.2.200").errors())
        .containsExactly(
            "regions.eu-west.floatingAddresses.front.address: an address never"
                + " crosses a region: it lies in 127.10.2.0/24, which is eu-north");
  }

  @Test
  void one_address_in_two_regions_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with("location: 127.10.1.0/24", "location: here")
                .with("location: 127.10.2.0/24", "location: there")
                .once("127.10.2.100", "127.10.1.100")
                .errors())
        .contains(
            "regions.eu-north.floatingAddresses.front.address: an address never"
                + " crosses a region: a duplicate address: floating address eu-west/front has it,"
                + " too");
  }

  @Test
  void a_load_balancer_endpoint_in_two_regions_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with(DEPLOYED, "eu-west:  {endpoints: [lb.demo.test], capacity: 500}")
                .once("eu-north: {floatingAddress: front", "eu-north: {endpoints: [lb.demo.test]")
                .errors())
        .last()
        .asString()
        .contains("an address never crosses a region: it is an endpoint in eu-west, too");
  }

  @Test
  void a_duplicate_address_in_one_region_is_refused() {
    assertThat(
            Edited.threeRegions()
                .once(
                    "{front: {address: 127.10.1.100,",
                    "{back: {address: 127.10.1.100, nodes: [gw-1]}, front: {address: 127.10.1.100,")
                .errors())
        .containsExactly(
            "regions.eu-west.floatingAddresses.front.address: a duplicate"
                + " address: floating address eu-west/back has it, too");
  }

  @Test
  void a_floating_address_that_is_a_node_is_refused() {
    assertThat(Edited.threeRegions().once("127.10.1.100", "127.10.1.11").errors())
        .anyMatch(text -> text.contains("a duplicate address: node eu-west/gw-1 has it, too"));
  }

  @Test
  void two_spellings_of_one_ipv6_address_are_one_address() {
    assertThat(
            Edited.threeRegions()
                .once("127.10.1.100,", "127.10.1.100, address6: \"fd00::1\",")
                .once("127.10.2.100,", "127.10.2.100, address6: \"fd00:0:0::0001\",")
                .errors())
        .anyMatch(text -> text.contains("a duplicate address: floating address eu-west/front"));
  }

  @Test
  void two_nodes_on_one_interface_are_refused() {
    assertThat(Edited.threeRegions().once("127.10.1.12", "127.10.1.11").errors())
        .containsExactly(
            "regions.eu-west.nodes.gw-2.interface: two nodes on one interface:"
                + " node eu-west/gw-1 has it, too");
  }

  @Test
  void two_listeners_on_one_port_are_refused() {
    assertThat(
            Edited.threeRegions()
                .with("http: \"127.10.1.1:5390\"", "http: \"127.10.1.53:5380\"")
                .errors())
        .containsExactly(
            "regions.eu-west.observer.http: 127.10.1.53:5380 is taken: HTTP of"
                + " the edge of eu-west listens there, too");
  }

  @Test
  void an_edge_on_the_port_of_a_relay_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with("http: \"127.10.1.53:5380\"", "http: \"127.10.1.100:8080\"")
                .errors())
        .singleElement()
        .asString()
        .contains("is taken: service orders in eu-west listens there, too");
  }

  @Test
  void two_services_on_one_address_and_port_are_refused() {
    assertThat(Edited.threeRegions().with("port: 8081", "port: 8080").errors())
        .anyMatch(text -> text.contains("127.10.1.100:8080 is taken: service orders in eu-west"));
  }

  @Test
  void one_private_host_in_two_regions_is_a_warning_because_networks_may_be_apart() {
    assertThat(
            new Edited(Examples.text("azure-three-regions"))
                .once("host: 10.2.1.11", "host: 10.1.1.11")
                .warnings())
        .containsExactly(
            "warning: regions.frankfurt.nodes.gw-1.host: node amsterdam/gw-1 has this host, too:"
                + " right only where the two networks are apart and each region is probed from"
                + " inside its own");
  }

  @Test
  void one_public_host_in_two_regions_is_refused() {
    assertThat(
            new Edited(Examples.text("aws-azure")).with("198.51.100.21", "198.51.100.11").errors())
        .containsExactly(
            "regions.virginia.nodes.gw-1.host: an address never crosses a region: a duplicate"
                + " address: node ireland/gw-1 has it, too");
  }

  @Test
  void two_nodes_of_one_cloud_region_cannot_have_one_host_or_interface() {
    Edited example = new Edited(Examples.text("aws-azure"));

    assertThat(example.with("198.51.100.32", "198.51.100.31").errors())
        .containsExactly(
            "regions.frankfurt.nodes.gw-2.host: a duplicate address: node frankfurt/gw-1 has it,"
                + " too");
    assertThat(example.with("gw-2-nic", "gw-1-nic").errors())
        .containsExactly(
            "regions.frankfurt.nodes.gw-2.interface: two nodes on one interface: node"
                + " frankfurt/gw-1 has it, too");
  }

  @Test
  void an_elastic_network_interface_is_in_one_region() {
    assertThat(
            new Edited(Examples.text("aws-azure"))
                .with("eni-0b1b2c3d4e5f60001", "eni-0a1b2c3d4e5f60001")
                .errors())
        .containsExactly(
            "regions.virginia.nodes.gw-1.interface: an address never crosses a region: two nodes on"
                + " one interface: node ireland/gw-1 has it, too");
  }

  @Test
  void what_only_looks_like_an_ipv6_address_is_refused() {
    assertThat(
            Edited.threeRegions()
                .once("127.10.1.100,", "127.10.1.100, address6: \"1:2:3\",")
                .errors())
        .containsExactly(
            "regions.eu-west.floatingAddresses.front.address6: not a valid IPv6 address");
  }

  @Test
  void a_host_name_beside_addresses_is_refused() {
    assertThat(
            Edited.threeRegions()
                .with(DEPLOYED, "eu-west:  {endpoints: [lb.demo.test], capacity: 500}")
                .errors())
        .anySatisfy(
            error ->
                assertThat(error)
                    .contains("a host name cannot be answered beside addresses")
                    .contains("regions.eu-north.floatingAddresses.front.address is an address"));
  }

  @Test
  void two_host_names_of_one_deployment_are_refused() {
    assertThat(
            Edited.threeRegions()
                .with(
                    DEPLOYED,
                    "eu-west:  {endpoints: [lb-1.demo.test, lb-2.demo.test], capacity: 500}")
                .errors())
        .anySatisfy(
            error -> assertThat(error).contains("a second host name: a CNAME has one value"));
  }

  @Test
  void an_overflow_by_name_beside_addresses_is_refused() {
    assertThat(overflow("spill.demo.test").errors())
        .singleElement()
        .asString()
        .startsWith("services.orders.partitions.us.overflow: a host name cannot be answered");
  }

  @Test
  void an_overflow_of_another_family_is_refused() {
    assertThat(overflow("\"2001:db8::1\"").errors())
        .singleElement()
        .asString()
        .contains("an overflow of another family: it is IPv6")
        .contains("IPv4 addresses only");
    assertThat(overflow("198.51.100.7").problems()).isEmpty();
  }

  @Test
  void an_overflow_of_one_family_beside_two_is_a_warning() {
    assertThat(
            overflow("198.51.100.7")
                .once("127.10.3.100,", "127.10.3.100, address6: \"fd00::3\",")
                .warnings())
        .singleElement()
        .asString()
        .contains("the overflow is IPv4 only");
  }

  private static Edited overflow(String to) {
    return Edited.threeRegions()
        .once("shares: {us-east: 100}}", "shares: {us-east: 100}, overflow: " + to + "}");
  }
}
