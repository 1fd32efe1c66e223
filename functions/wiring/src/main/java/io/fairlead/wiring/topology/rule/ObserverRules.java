package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Enough observers for automatic decisions, enough cells for the register. */
final class ObserverRules {
  /** Two observers cannot outvote a mistaken one. */
  private static final int ENOUGH = 3;

  private ObserverRules() {}

  static void check(Declared declared) {
    for (Section service : declared.services().values()) {
      if (service.text("failover", "").equals("automatic")) {
        automatic(declared, service);
      }
    }
    register(declared);
    together(declared);
  }

  /** Regions that fail together are one observer and one cell, however often they are counted. */
  private static void together(Declared declared) {
    Map<String, String> first = new HashMap<>();
    declared
        .regions()
        .forEach(
            (name, region) -> {
              String location = region.text("location", "");
              String before =
                  location.isEmpty()
                      ? null
                      : first.putIfAbsent(region.text("cloud", "") + "/" + location, name);
              if (before != null) {
                declared
                    .problems()
                    .add(
                        Problem.warning(
                                region.place("location"),
                                "in one location with "
                                    + before
                                    + ": what darkens it darkens both, and their votes and cells"
                                    + " with them")
                            .found("'" + location + "'"));
              }
            });
  }

  private static void automatic(Declared declared, Section service) {
    int observers = declared.regions().size();
    if (observers < ENOUGH) {
      declared.error(
          service.place("failover"),
          "automatic failover needs three observers, one a region, and this file has "
              + observers
              + ": add a region with 'witness: true', or say 'failover: manual'");
      return;
    }
    service
        .named("deployments")
        .forEach(
            (region, deployment) -> {
              long reaching =
                  declared.regions().entrySet().stream()
                      .filter(each -> reaches(each.getKey(), each.getValue(), region))
                      .count();
              if (reaching < ENOUGH && declared.regions().containsKey(region)) {
                declared.error(
                    deployment.place(),
                    "automatic failover needs three observers that reach "
                        + region
                        + ", and 'reaches' leaves "
                        + reaching);
              }
            });
  }

  private static boolean reaches(String observer, Section region, String target) {
    Section section = region.section("observer");
    return observer.equals(target)
        || !section.has("reaches")
        || section.texts("reaches").contains(target);
  }

  private static void register(Declared declared) {
    Section state = declared.root().section("state");
    List<String> named = state.texts("cells");
    TreeSet<String> cells = new TreeSet<>(named.isEmpty() ? declared.regions().keySet() : named);
    Needs needs = Needs.of(state.text("register", "quorum"));
    if (!needs.counts().contains(cells.size()) && !declared.regions().isEmpty()) {
      declared.error(
          state.place(named.isEmpty() ? "register" : "cells"),
          needs.words()
              + ", and there are "
              + cells.size()
              + ": name their regions in 'state.cells'"
              + needs.otherwise());
    }
  }

  /** How many cells, or replicas, a kind of register has. */
  private record Needs(Set<Integer> counts, String words, String otherwise) {
    static Needs of(String kind) {
      return switch (kind) {
        case "single" -> new Needs(Set.of(1), "a single register has one cell", "");
        case "global-table" ->
            new Needs(Set.of(2, 3), "a global table has two or three replicas", "");
        default ->
            new Needs(
                Set.of(3, 5),
                "a quorum has three or five cells",
                ", add a witness region, or say 'register: single'");
      };
    }
  }
}
