package io.fairlead.wiring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.LoadBalancer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Deployments behind load balancers of AWS, whose records are aliases. */
final class LoadBalancerTopologyTest {
  private static final String WEST = "shop-1234567890.eu-west-1.elb.amazonaws.com";
  private static final String AT = "services.shop.deployments.ireland.loadBalancer";

  private static Edited balanced() {
    return new Edited(Examples.text("aws-load-balancers"));
  }

  @Test
  void a_load_balancer_is_read_with_its_zone_and_its_families() {
    Deployment ireland =
        Objects.requireNonNull(
            balanced().valid().fleet().service("shop").deployments().get("ireland"));

    assertThat(ireland.loadBalancer()).isEqualTo(new LoadBalancer(WEST, "Z32O12XQLNTSW2", true));
    assertThat(ireland.floatingAddress()).isNull();
    assertThat(balanced().valid().fleet().addressesOf(ireland)).containsExactly(WEST);
  }

  @Test
  void spellings_of_a_name_are_one_topology_and_another_zone_or_family_is_not() {
    String digest = balanced().valid().fleet().digest();

    assertThat(balanced().with(WEST, "dualstack.Shop-1234567890.eu-west-1.elb.amazonaws.com"))
        .extracting(edited -> edited.valid().fleet().digest())
        .isEqualTo(digest);
    assertThat(balanced().with("ipAddressType: ipv4", "ipAddressType: dualstack"))
        .extracting(edited -> edited.valid().fleet().digest())
        .isNotEqualTo(digest);
    assertThat(balanced().with("Z32O12XQLNTSW2", "Z32O12XQLNTSW3"))
        .extracting(edited -> edited.valid().fleet().digest())
        .isNotEqualTo(digest);
  }

  @Test
  void a_deployment_is_reached_in_one_way() {
    assertThat(
            balanced()
                .once("capacity: 500", "endpoints: [192.0.2.1]\n        capacity: 500")
                .errors())
        .first()
        .asString()
        .isEqualTo(
            "services.shop.deployments.ireland: exactly one of floatingAddress, endpoints,"
                + " loadBalancer; found endpoints and loadBalancer");
  }

  @Test
  void a_name_that_is_no_load_balancers_is_refused() {
    assertThat(balanced().with(WEST, "d111111abcdef8.cloudfront.net").errors())
        .containsExactly(
            AT
                + ".name: not a load balancer's DNS name such as NAME.eu-west-1.elb.amazonaws.com;"
                + " found 'd111111abcdef8.cloudfront.net'");
  }

  @Test
  void a_load_balancer_of_another_region_is_refused() {
    assertThat(balanced().with(WEST, WEST.replace("eu-west-1", "us-east-1")).errors())
        .containsExactly(
            AT
                + ".name: an address never crosses a region: the load balancer is in us-east-1 by"
                + " its name, and ireland in eu-west-1");
  }

  @Test
  void the_zone_of_the_fleet_is_not_the_load_balancers() {
    assertThat(balanced().with("Z32O12XQLNTSW2", "Z0123456789ABCDEFGHIJ").errors())
        .containsExactly(
            AT
                + ".hostedZone: that is shop.example.com itself: give the load balancer's"
                + " CanonicalHostedZoneId, a zone of AWS");
  }

  @Test
  void aliases_outside_route_53_are_refused() {
    String elsewhere =
        "azureDns: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: dns}";

    assertThat(balanced().with("route53: {hostedZone: Z0123456789ABCDEFGHIJ}", elsewhere).errors())
        .containsExactly(
            AT
                + ": an alias record needs a zone of Route 53, and shop.example.com is of Azure"
                + " DNS: give 'endpoints', or the zone under 'zones'");
  }

  @Test
  void a_load_balancer_of_aws_in_a_region_of_another_cloud_is_refused() {
    assertThat(
            new Edited(Examples.text("aws-azure"))
                .with(
                    "frankfurt: {floatingAddress: front,",
                    "frankfurt: {loadBalancer: {name: shop-1.eu-central-1.elb.amazonaws.com,"
                        + " hostedZone: Z215JYRZR1TBD5},")
                .errors())
        .anyMatch(
            line ->
                line.endsWith(
                    "a load balancer of AWS does not go with cloud: azure, give 'endpoints'"));
  }

  @Test
  void a_ttl_of_aliases_alone_is_refused_where_it_stands() {
    String sentence =
        "ttl: a ttl is not ours to set on alias records: they are answered with the load"
            + " balancer's, 60 s";

    assertThat(balanced().with("port: 443\n", "port: 443\n    ttl: 30s\n").errors())
        .containsExactly("services.shop." + sentence);
    assertThat(balanced().with("demand: 700,", "demand: 700, ttl: 60s,").errors())
        .containsExactly("services.shop.partitions.all." + sentence);
  }

  @Test
  void a_ttl_of_records_beside_aliases_is_the_load_balancers_or_bends_the_shares() {
    Edited mixed =
        balanced()
            .with(
                "loadBalancer: {name: shop-0a1b2c3d4e5f6071.elb.eu-west-3.amazonaws.com, hostedZone:"
                    + " Z1CMS0P5QUZ6D5, ipAddressType: ipv4}",
                "endpoints: [192.0.2.7]");

    assertThat(mixed.with("demand: 700,", "demand: 700, ttl: 60s,").warnings()).isEmpty();
    assertThat(mixed.with("demand: 700,", "demand: 700, ttl: 5s,").warnings())
        .containsExactly(
            "warning: services.shop.partitions.all.ttl: beside alias records, which resolvers keep for 60 s,"
                + " another ttl bends the shares");
  }

  @Test
  void a_host_name_beside_aliases_is_refused() {
    assertThat(
            balanced().with("demand: 700,", "demand: 700, overflow: other.example.net,").errors())
        .singleElement()
        .asString()
        .startsWith(
            "services.shop.partitions.all.overflow: a host name cannot be answered beside addresses")
        .endsWith(AT + ".name leads to addresses");
  }

  @Test
  void an_overflow_of_a_family_that_no_load_balancer_has_is_refused() {
    assertThat(
            balanced()
                .with("ipAddressType: dualstack", "ipAddressType: ipv4")
                .with("demand: 700,", "demand: 700, overflow: \"2001:db8::1\",")
                .errors())
        .singleElement()
        .asString()
        .contains("an overflow of another family: it is IPv6, and the deployments have IPv4");
  }

  @Test
  void one_load_balancer_in_two_regions_is_refused() {
    assertThat(
            balanced().with("shop-2345678901.eu-central-1", "shop-1234567890.eu-west-1").errors())
        .anyMatch(
            line ->
                line.contains("an address never crosses a region: it is an endpoint in ireland"));
  }
}
