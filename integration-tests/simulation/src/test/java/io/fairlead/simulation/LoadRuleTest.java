package io.fairlead.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Subject.OfDeployment;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Invariant 10: no deployment gets more than its cap, unless the plan named that load for it. */
class LoadRuleTest {
  private static final OfDeployment WEST = new OfDeployment("orders", "eu-west");
  private static final OfDeployment NORTH = new OfDeployment("orders", "eu-north");

  private final Fleet fleet = SimFleet.threeRegions();

  @Test
  void load_named_for_another_deployment_is_no_excuse() {
    assertThat(RouteRules.over(fleet, loads(120, 60), named(60, 120)))
        .isEqualTo("deployment/orders/eu-west carries 120.0 %, the plan names 60 for it");
  }

  @Test
  void load_named_for_the_deployment_itself_may_be_beyond_the_cap() {
    assertThat(RouteRules.over(fleet, loads(120, 60), named(120, 60))).isEmpty();
  }

  @Test
  void load_within_the_cap_needs_no_name() {
    assertThat(RouteRules.over(fleet, loads(80, 60), new TreeMap<>())).isEmpty();
  }

  private static SortedMap<OfDeployment, Double> loads(double west, double north) {
    SortedMap<OfDeployment, Double> loads = new TreeMap<>();
    loads.put(WEST, west);
    loads.put(NORTH, north);
    return loads;
  }

  private static SortedMap<String, Integer> named(int west, int north) {
    SortedMap<String, Integer> named = new TreeMap<>();
    named.put(WEST.text(), west);
    named.put(NORTH.text(), north);
    return named;
  }
}
