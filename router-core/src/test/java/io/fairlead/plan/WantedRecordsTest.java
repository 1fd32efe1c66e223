package io.fairlead.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.FailoverPolicy;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.LoadBalancer;
import io.fairlead.fleet.Observer;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Service;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WeightedRecord;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WantedRecordsTest {
  @Test
  void the_type_of_a_record_follows_its_address() {
    assertThat(WantedRecords.typeOf("192.0.2.1")).isEqualTo(RecordType.A);
    assertThat(WantedRecords.typeOf("2001:db8::1")).isEqualTo(RecordType.AAAA);
    assertThat(WantedRecords.typeOf("lb-1.example.test")).isEqualTo(RecordType.CNAME);
  }

  @Test
  void both_address_families_of_a_name_go_together() {
    Fleet fleet =
        fleet(List.of("192.0.2.1", "2001:db8::1"), List.of("192.0.2.2", "2001:db8::2"), null);

    assertThat(records(fleet, "one", 30))
        .extracting(r -> r.key().type() + " " + r.key().setIdentifier() + " " + r.weight())
        .containsExactly("A one 77", "A two 178", "AAAA one 77", "AAAA two 178");
  }

  @Test
  void a_load_balancer_has_an_alias_of_each_family_beside_records_with_values() {
    LoadBalancer balancer =
        new LoadBalancer("dualstack.shop-1.eu-west-1.elb.amazonaws.com.", "Z32O12XQLNTSW2", true);
    Fleet fleet = balanced(balancer, List.of("192.0.2.2"));

    assertThat(records(fleet, "one", 30))
        .extracting(
            r ->
                r.key().type()
                    + " "
                    + r.key().setIdentifier()
                    + " "
                    + r.weight()
                    + " "
                    + (r.alias() == null ? r.values() + " " + r.ttl() : r.alias().text()))
        .containsExactly(
            "A one 77 Z32O12XQLNTSW2/shop-1.eu-west-1.elb.amazonaws.com",
            "A two 178 [192.0.2.2] PT5S",
            "AAAA one 255 Z32O12XQLNTSW2/shop-1.eu-west-1.elb.amazonaws.com");
  }

  @Test
  void a_host_name_is_wanted_as_zones_are_read_in_lower_case() {
    Fleet fleet = fleet(List.of("LB-1.Example.test"), List.of("lb-2.example.test"), null);

    assertThat(records(fleet, "one", 30))
        .extracting(WeightedRecord::values)
        .containsExactly(List.of("lb-1.example.test"), List.of("lb-2.example.test"));
  }

  @Test
  void a_family_whose_regions_take_nothing_keeps_its_home_weights() {
    Fleet fleet = fleet(List.of("192.0.2.1", "2001:db8::1"), List.of("192.0.2.2"), null);

    assertThat(records(fleet, "one", 0))
        .extracting(r -> r.key().type() + " " + r.key().setIdentifier() + " " + r.weight())
        .containsExactly("A one 0", "A two 255", "AAAA one 255");
  }

  @Test
  void the_overflow_has_no_health_check_and_takes_nothing_until_asked() {
    Fleet fleet = fleet(List.of("192.0.2.1"), List.of("192.0.2.2"), "192.0.2.9");

    List<WeightedRecord> records = records(fleet, "one", 50);

    assertThat(records)
        .extracting(r -> r.key().setIdentifier() + " " + r.weight() + " " + r.healthCheck())
        .containsExactly("one 128 one/default", "overflow 0 null", "two 127 two/default");
  }

  private static List<WeightedRecord> records(Fleet fleet, String region, int percent) {
    TreeMap<String, Integer> shares = new TreeMap<>();
    shares.put(region, percent);
    shares.put(region.equals("one") ? "two" : "one", 100 - percent);
    return WantedRecords.of(fleet, fleet.partitions().findFirst().orElseThrow(), shares);
  }

  private static Fleet fleet(List<String> one, List<String> two, @Nullable String overflow) {
    Blueprint blueprint = new Blueprint();
    region(blueprint, "one", 1, one);
    region(blueprint, "two", 2, two);
    return fleet(
        blueprint, new Deployment("orders", "one", "front", List.of(), 100), "front", overflow);
  }

  /** Region one in AWS behind a load balancer, region two with a floating address. */
  private static Fleet balanced(LoadBalancer balancer, List<String> two) {
    Blueprint blueprint = new Blueprint();
    blueprint.regions.put(
        "one",
        new Region(
            "one",
            Cloud.AWS,
            balancer.location(),
            "EU",
            false,
            new Observer(null, new TreeSet<>()),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>()));
    region(blueprint, "two", 2, two);
    return fleet(
        blueprint, new Deployment("orders", "one", null, List.of(), 100, balancer), "front", null);
  }

  private static Fleet fleet(
      Blueprint blueprint, Deployment one, String two, @Nullable String overflow) {
    Partition all =
        Blueprint.partition(
            "orders", "all", 100, List.of(), Blueprint.share("one", 50, "two", 50), overflow);
    TreeMap<String, Deployment> deployments = new TreeMap<>();
    deployments.put("one", one);
    deployments.put("two", new Deployment("orders", "two", two, List.of(), 100));
    TreeMap<String, Partition> partitions = new TreeMap<>();
    partitions.put("all", all);
    blueprint.services.put(
        "orders",
        new Service(
            "orders",
            8080,
            Routing.PARTITIONED,
            FailoverPolicy.AUTOMATIC,
            FailbackMode.RAMP,
            "default",
            partitions,
            deployments));
    return blueprint.fleet();
  }

  private static void region(Blueprint blueprint, String name, int number, List<String> addresses) {
    blueprint.region(name, number, "EU");
    Region plain = blueprint.regions.get(name);
    if (plain == null) {
      throw new IllegalStateException(name);
    }
    TreeMap<String, FloatingAddress> floating = new TreeMap<>();
    floating.put("front", new FloatingAddress("front", name, addresses, List.of("gw-1", "gw-2")));
    blueprint.regions.put(
        name,
        new Region(
            name,
            Cloud.LOCAL,
            plain.location(),
            plain.jurisdiction(),
            false,
            plain.observer(),
            plain.probes(),
            plain.nodes(),
            floating));
  }
}
