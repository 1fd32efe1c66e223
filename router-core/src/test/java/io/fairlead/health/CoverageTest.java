package io.fairlead.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private final Coverage coverage = new Coverage(Fleets.three());

  @Test
  void observer_probes_its_own_nodes_and_every_endpoint() {
    assertThat(texts(coverage.targetsOf("us-east")))
        .containsExactly(
            "deployment/orders/eu-north orders",
            "deployment/orders/eu-west orders",
            "deployment/orders/us-east orders",
            "deployment/portal/eu-north portal",
            "deployment/portal/eu-west portal",
            "node/us-east/gw-1 admin",
            "node/us-east/gw-1 orders",
            "node/us-east/gw-1 portal",
            "node/us-east/gw-1 ready",
            "node/us-east/gw-2 admin",
            "node/us-east/gw-2 orders",
            "node/us-east/gw-2 portal",
            "node/us-east/gw-2 ready");
  }

  @Test
  void witness_probes_endpoints_only() {
    Coverage witnessed =
        new Coverage(
            Fleets.fleet(
                List.of(Fleets.region("a"), Fleets.region("b"), Fleets.witness("w")),
                List.of(Fleets.service("orders", 8080, "a", "b"))));

    assertThat(texts(witnessed.targetsOf("w")))
        .containsExactly("deployment/orders/a orders", "deployment/orders/b orders");
  }

  @Test
  void observer_probes_no_endpoint_it_cannot_reach_and_has_no_vote_there() {
    Coverage partial =
        new Coverage(
            Fleets.fleet(
                List.of(Fleets.region("a", "a"), Fleets.region("b"), Fleets.region("c")),
                List.of(Fleets.service("orders", 8080, "a", "b", "c"))));

    assertThat(texts(partial.targetsOf("a")))
        .filteredOn(text -> text.startsWith("deployment/"))
        .containsExactly("deployment/orders/a orders");
    assertThat(partial.observersOf(new Subject.OfDeployment("orders", "b")))
        .containsExactly("b", "c");
  }

  @Test
  void probe_of_a_served_port_speaks_for_that_port_only_and_others_for_all() {
    assertThat(texts(coverage.nodeTargets("eu-west", "gw-1", "orders")))
        .containsExactly("node/eu-west/gw-1 orders", "node/eu-west/gw-1 ready");
    assertThat(texts(coverage.nodeTargets("eu-west", "gw-1", "portal")))
        .containsExactly("node/eu-west/gw-1 portal", "node/eu-west/gw-1 ready");
    assertThat(texts(coverage.nodeTargets("us-east", "gw-1", "orders")))
        .as("nobody serves 8081 in us-east, so that probe speaks for all")
        .containsExactly(
            "node/us-east/gw-1 orders", "node/us-east/gw-1 portal", "node/us-east/gw-1 ready");
    assertThat(coverage.nodeTargets("us-east", "gw-1", "portal")).isEmpty();
  }

  @Test
  void configurable_probe_decides_nothing() {
    assertThat(texts(coverage.nodeTargets("eu-west", "gw-1")))
        .containsExactly(
            "node/eu-west/gw-1 orders", "node/eu-west/gw-1 portal", "node/eu-west/gw-1 ready");
  }

  @Test
  void endpoint_targets_are_the_probes_of_its_port() {
    assertThat(texts(coverage.endpointTargets("portal", "eu-west")))
        .containsExactly("deployment/portal/eu-west portal");
    assertThat(coverage.endpointTargets("portal", "us-east")).isEmpty();
  }

  private static List<String> texts(SortedSet<ProbeTarget> targets) {
    return targets.stream().map(ProbeTarget::text).toList();
  }
}
