package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Safety;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.yaml.Section;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What services of one group share, and how many deployments stay in. */
final class ServiceRules {
  private ServiceRules() {}

  static void check(Declared declared) {
    same(declared, "failback modes", s -> s.section("failback").text("mode", "manual"));
    same(declared, "failover policies", s -> s.text("failover", ""));
    keepServing(declared);
    order(declared);
  }

  private static void same(Declared declared, String what, Function<Section, String> of) {
    Map<String, String> first = new HashMap<>();
    Map<String, String> firstName = new HashMap<>();
    declared
        .services()
        .forEach(
            (name, service) -> {
              String group = service.text("failoverGroup", Service.DEFAULT_GROUP);
              String value = of.apply(service);
              String before = first.putIfAbsent(group, value);
              firstName.putIfAbsent(group, name);
              if (before != null && !before.equals(value) && !value.isEmpty()) {
                declared.error(
                    service.place(what.startsWith("failback") ? "failback" : "failover"),
                    "failover group '"
                        + group
                        + "' has two "
                        + what
                        + ": "
                        + before
                        + " in "
                        + firstName.get(group)
                        + ", "
                        + value
                        + " in "
                        + name
                        + "; services of a group leave and return together");
              }
            });
  }

  private static void keepServing(Declared declared) {
    int keep =
        declared.root().section("safety").number("keepServing", Safety.DEFAULTS.keepServing());
    declared
        .services()
        .forEach(
            (name, service) -> {
              int deployments = service.named("deployments").size();
              if (deployments > 0 && keep > deployments) {
                declared.error(
                    declared.root().section("safety").place("keepServing"),
                    "keeps "
                        + keep
                        + " deployments of each service in, and "
                        + name
                        + " has "
                        + deployments);
              }
            });
  }

  private static void order(Declared declared) {
    for (Declared.Slice slice : declared.slices()) {
      if (!slice.of().text("routing", "").equals("active-passive")) {
        continue;
      }
      Map<String, Section> deployments = slice.of().named("deployments");
      deployments.forEach(
          (region, deployment) -> {
            if (slice.of().has("order") && !slice.of().texts("order").contains(region)) {
              declared.warning(
                  deployment.place(), "never gets traffic: 'order' does not name " + region);
            }
          });
      Map<String, Boolean> seen = new HashMap<>();
      slice
          .of()
          .leaves("order")
          .forEach(
              leaf -> {
                if (seen.put(leaf.text(), true) != null) {
                  declared.error(leaf.place(), "region '" + leaf.text() + "' is listed twice");
                }
              });
    }
  }
}
