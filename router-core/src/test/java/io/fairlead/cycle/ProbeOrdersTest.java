package io.fairlead.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.fleet.Check;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Observer;
import io.fairlead.fleet.Probe;
import io.fairlead.fleet.Region;
import io.fairlead.health.Coverage;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.port.ProbeOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ProbeOrdersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SOURCE = "127.1.1.9";
  private static final String ADDRESS = "127.1.1.100";
  private static final String SECOND = "::1:100";

  private final Fleet fleet = fleet();
  private final ProbeOrders orders = new ProbeOrders(fleet, "eu-west");

  private List<ProbeOrder> all() {
    return orders.of(new Coverage(fleet).targetsOf("eu-west"), new TreeMap<>(), NOW);
  }

  @Test
  void a_node_is_probed_at_its_own_host_and_a_deployment_at_every_address_of_its_clients() {
    assertThat(all())
        .extracting(order -> order.target().text() + " at " + order.host())
        .containsExactly(
            "deployment/orders/eu-west orders at " + ADDRESS,
            "deployment/orders/eu-west orders at " + SECOND,
            "node/eu-west/gw-1 orders at 127.1.1.11");
  }

  @Test
  void an_order_says_what_to_check_from_where_and_how_long() {
    assertThat(all())
        .allSatisfy(
            order -> {
              assertThat(order.check()).isEqualTo(new Check.Tcp(8080));
              assertThat(order.from()).isEqualTo(SOURCE);
              assertThat(order.timeout()).isEqualTo(fleet.safety().probe().timeout());
              assertThat(order.privateTarget()).isTrue();
            });
  }

  @Test
  void what_is_not_known_yet_takes_more_than_one_lost_attempt() {
    assertThat(all())
        .allSatisfy(
            order -> {
              assertThat(order.confirmation().attempts()).isGreaterThan(1);
              assertThat(order.confirmation().refusedRepeats()).isEqualTo(3);
            });
  }

  @Test
  void a_single_look_makes_one_attempt_at_each_address() {
    List<ProbeOrder> once = orders.once(new Coverage(fleet).targetsOf("eu-west"));

    assertThat(once).hasSize(3);
    assertThat(once)
        .allSatisfy(
            order -> {
              assertThat(order.confirmation().attempts()).isEqualTo(1);
              assertThat(order.confirmation().refusedRepeats()).isZero();
            });
  }

  @Test
  void a_target_that_the_fleet_does_not_have_is_a_mistake_that_names_it() {
    fails(new Subject.OfNode("eu-west", "gw-9"), "orders", "no node gw-9 in eu-west");
    fails(new Subject.OfNode("eu-west", "gw-1"), "nope", "no probe nope for");
    fails(new Subject.OfRegion("eu-west"), "orders", "region eu-west has no endpoint");
  }

  private void fails(Subject subject, String probe, String sentence) {
    SortedSet<ProbeTarget> one = new TreeSet<>(List.of(new ProbeTarget(subject, probe)));
    assertThatThrownBy(() -> orders.of(one, new TreeMap<>(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  private static Fleet fleet() {
    Region region =
        new Region(
            "eu-west",
            Cloud.LOCAL,
            "127.1.1.0/24",
            "EU",
            false,
            new Observer(SOURCE, new TreeSet<>()),
            List.of("orders"),
            new TreeMap<>(Map.of("gw-1", new Node("gw-1", "127.1.1.11", "127.1.1.11"))),
            new TreeMap<>(
                Map.of(
                    "front",
                    new FloatingAddress(
                        "front", ADDRESS, List.of(ADDRESS, SECOND), List.of("gw-1")))));
    Deployment orders = new Deployment("orders", "eu-west", "front", List.of(), 500);
    Probe probe = new Probe("orders", new Check.Tcp(8080), Probe.Question.SERVING, true);
    return OneRegion.fleet(region, orders, probe);
  }
}
