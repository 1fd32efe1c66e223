package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Safety;
import io.fairlead.wiring.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the peak of each service fits while every region is well: each slice, and all at once.
 */
final class CapacityRules {
  private static final int ALL_OF_IT = 100;

  private final Declared declared;
  private final long percent;

  /** A slice without overflow, where it may go, and how much of it there is. */
  private record Load(Declared.Slice slice, Set<String> regions, long demand) {}

  private CapacityRules(Declared declared) {
    this.declared = declared;
    this.percent =
        declared
            .root()
            .section("safety")
            .section("capacity")
            .number("percent", Safety.DEFAULTS.capacityPercent());
  }

  static void check(Declared declared) {
    CapacityRules rules = new CapacityRules(declared);
    declared.services().forEach(rules::service);
  }

  private void service(String name, Section service) {
    List<Load> loads =
        declared.slices().stream()
            .filter(slice -> slice.service().equals(name) && !slice.slice().has("overflow"))
            .map(this::load)
            .toList();
    boolean told = false;
    for (Load load : loads) {
      long room = room(service, load.regions());
      if (isTooMuch(load.demand(), room)) {
        told = true;
        declared.warning(
            load.slice().slice().place("demand"),
            "the demand of " + load.demand() + doesNotFit(room));
      }
    }
    if (!told) {
      together(service, loads);
    }
  }

  /**
   * Slices that share regions share their capacity. Of each set of regions that a slice may go to,
   * and of all together, those count that can go nowhere else.
   */
  private void together(Section service, List<Load> loads) {
    Set<Set<String>> wholes = new LinkedHashSet<>();
    Set<String> all = new TreeSet<>();
    for (Load load : loads) {
      wholes.add(load.regions());
      all.addAll(load.regions());
    }
    wholes.add(all);
    for (Set<String> whole : wholes) {
      List<Load> within = loads.stream().filter(load -> whole.containsAll(load.regions())).toList();
      long demand = within.stream().mapToLong(Load::demand).sum();
      long room = room(service, whole);
      if (within.size() > 1 && isTooMuch(demand, room)) {
        declared.warning(
            service.section("partitions").place(),
            "the demand of "
                + within.size()
                + " partitions, "
                + demand
                + " together,"
                + doesNotFit(room)
                + ", in "
                + String.join(", ", whole));
        return;
      }
    }
  }

  private Load load(Declared.Slice slice) {
    List<String> permitted = slice.slice().texts("residency");
    Set<String> regions = new TreeSet<>(slice.of().named("deployments").keySet());
    regions.removeIf(region -> !permits(permitted, region));
    return new Load(slice, regions, slice.slice().number("demand", 0));
  }

  private boolean permits(List<String> permitted, String region) {
    String jurisdiction = declared.region(region).text("jurisdiction", "");
    return permitted.isEmpty() || permitted.contains(jurisdiction);
  }

  private static long room(Section service, Set<String> regions) {
    List<Section> deployments = new ArrayList<>();
    regions.forEach(region -> deployments.add(service.section("deployments").section(region)));
    return deployments.stream().mapToLong(at -> at.number("capacity", 0)).sum();
  }

  private boolean isTooMuch(long demand, long room) {
    return room > 0 && demand * ALL_OF_IT > room * percent;
  }

  private String doesNotFit(long room) {
    return " does not fit into "
        + percent
        + " % of the capacity "
        + room
        + " even while every region is well";
  }
}
