package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where regions of AWS are: in its own partition, and with one global table in one set. */
final class AwsPlaceRules {
  private AwsPlaceRules() {}

  static void check(Declared declared) {
    declared
        .regions()
        .values()
        .forEach(
            region -> {
              if (Declared.isAws(region)) {
                location(declared, region);
              }
            });
    globalTable(declared);
  }

  private static void location(Declared declared, Section region) {
    String location = region.text("location", "");
    Place at = region.place("location");
    if (AwsLocations.known().contains(location)) {
      return;
    }
    Optional<String> refusal = AwsLocations.refusal(location);
    if (refusal.isPresent()) {
      declared.error(at, refusal.get());
    } else {
      // A location that is newer than this build must not be refused.
      declared
          .problems()
          .add(
              Problem.warning(at, "no region of AWS that this build knows")
                  .found("'" + location + "'")
                  .suggesting(Nearest.to(location, AwsLocations.known())));
    }
  }

  private static void globalTable(Declared declared) {
    Section state = declared.root().section("state");
    if (!state.text("register", "quorum").equals("global-table")) {
      return;
    }
    List<String> named = state.texts("cells");
    Place at = state.place(named.isEmpty() ? "register" : "cells");
    SortedMap<String, Section> replicas = new TreeMap<>();
    for (String cell : named.isEmpty() ? declared.regions().keySet() : named) {
      Section region = declared.regions().get(cell);
      if (region != null) {
        replicas.put(cell, region);
      }
    }
    List<String> outside =
        replicas.keySet().stream().filter(cell -> !Declared.isAws(declared.region(cell))).toList();
    outside.forEach(
        cell ->
            declared.error(
                at,
                "a global table has replicas in AWS only, and "
                    + cell
                    + " is not there: name the regions with a replica in 'state.cells'"));
    if (outside.isEmpty()) {
      oneSet(declared, replicas, at);
    }
  }

  private static void oneSet(Declared declared, Map<String, Section> replicas, Place at) {
    Map<String, String> sets = new TreeMap<>();
    replicas.forEach(
        (cell, region) -> {
          String location = region.text("location", "");
          Optional<String> set = AwsLocations.set(location);
          if (set.isPresent()) {
            sets.putIfAbsent(set.get(), cell);
          } else if (AwsLocations.known().contains(location)) {
            String sentence = "AWS is not known to keep tables with strong consistency in ";
            declared
                .problems()
                .add(
                    Problem.warning(at, sentence + location + ", where " + cell + " is")
                        .allowed(AwsLocations.sets()));
          }
        });
    if (sets.size() > 1) {
      declared
          .problems()
          .add(
              Problem.error(
                      at,
                      "a table with strong consistency lies within one set of AWS's regions: say"
                          + " 'register: quorum', or name regions of one set in 'state.cells'")
                  .found(found(sets))
                  .allowed(AwsLocations.sets()));
    }
  }

  private static String found(Map<String, String> cells) {
    return String.join(
        " and ",
        cells.entrySet().stream().map(set -> set.getValue() + " in set " + set.getKey()).toList());
  }
}
