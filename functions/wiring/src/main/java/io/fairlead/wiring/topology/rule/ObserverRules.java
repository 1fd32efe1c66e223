package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import java.util.List;
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
    boolean single = state.text("register", "quorum").equals("single");
    boolean fits = single ? cells.size() == 1 : cells.size() == 3 || cells.size() == 5;
    if (!fits && !declared.regions().isEmpty()) {
      String needs = single ? "a single register has one cell" : "a quorum has three or five cells";
      declared.error(
          state.place(named.isEmpty() ? "register" : "cells"),
          needs
              + ", and there are "
              + cells.size()
              + ": name their regions in 'state.cells'"
              + (single ? "" : ", add a witness region, or say 'register: single'"));
    }
    cells.forEach(cell -> cloudCell(declared, cell));
  }

  private static void cloudCell(Declared declared, String cell) {
    Section region = declared.regions().get(cell);
    String cloud = region == null ? "local" : region.text("cloud", "local");
    if (region != null && !cloud.equals("local") && !region.section(cloud).has("cell")) {
      declared.error(
          region.place(),
          "key '" + cloud + ".cell' is missing: " + cell + " keeps a cell of the register");
    }
  }
}
