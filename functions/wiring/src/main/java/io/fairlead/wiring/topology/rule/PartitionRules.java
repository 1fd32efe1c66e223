package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names, shares, residency and size of each slice of a service. */
final class PartitionRules {
  private static final int ALL_OF_IT = 100;
  private static final Duration LONG_TTL = Duration.ofMinutes(5);

  private final Declared declared;
  private final Map<String, Place> names = new HashMap<>();

  private PartitionRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    PartitionRules rules = new PartitionRules(declared);
    for (Declared.Slice slice : declared.slices()) {
      rules.name(slice);
      rules.ttl(slice);
      rules.shares(slice);
      rules.residency(slice);
    }
    CapacityRules.check(declared);
  }

  /** The zone of a slice's name, if it can be told. */
  static @Nullable String zone(Declared.Slice slice) {
    String name = slice.slice().text("name");
    String declared = slice.slice().text("zone", slice.of().text("zone", ""));
    if (!declared.isEmpty() || name == null) {
      return declared.isEmpty() ? null : declared;
    }
    return name.substring(name.indexOf('.') + 1);
  }

  private void name(Declared.Slice slice) {
    Tree.Leaf name = slice.slice().leaf("name");
    String zone = zone(slice);
    if (name == null || zone == null) {
      return;
    }
    Place first = names.putIfAbsent(name.text(), name.place());
    if (first != null) {
      declared.error(
          name.place(),
          "a duplicate DNS name: " + first.path() + " is the same (line " + first.line() + ")");
    }
    if (!lies(name.text(), zone) && !lies(name.text(), written(slice, zone))) {
      declared.error(name.place(), "the name does not lie in its zone " + zone);
    } else if (!slice.slice().has("zone") && !slice.of().has("zone") && zone.indexOf('.') < 0) {
      declared.error(
          name.place(),
          "the name has two labels only, so its zone would be '" + zone + "': add 'zone'");
    }
  }

  private static boolean lies(String name, String zone) {
    return name.endsWith("." + zone) || name.equals(zone);
  }

  /** The zone as the file has it: where that is misspelt, the name beside it may be right. */
  private static String written(Declared.Slice slice, String zone) {
    Tree.Leaf own = slice.slice().leaf("zone");
    Tree.Leaf leaf = own == null ? slice.of().leaf("zone") : own;
    return leaf == null ? zone : leaf.written();
  }

  private void ttl(Declared.Slice slice) {
    Duration ttl = slice.slice().duration("ttl", Duration.ZERO);
    if (ttl.toMillis() % 1000 != 0) {
      declared.error(slice.slice().place("ttl"), "a ttl is whole seconds (RFC 1035)");
    } else if (ttl.compareTo(LONG_TTL) > 0) {
      declared.warning(
          slice.slice().place("ttl"),
          "clients may keep a dead region for longer than five minutes");
    }
  }

  private void shares(Declared.Slice slice) {
    Section shares = slice.slice().section("shares");
    int sum = 0;
    for (String region : shares.entries().entries().keySet()) {
      Integer share = shares.number(region);
      if (share == null) {
        return;
      }
      sum += share;
    }
    if (!shares.entries().entries().isEmpty() && sum != ALL_OF_IT) {
      declared.error(shares.place(), "the shares add up to " + sum + ", not to 100");
    }
  }

  private void residency(Declared.Slice slice) {
    List<String> permitted = slice.slice().texts("residency");
    List<String> serving =
        slice.of().named("deployments").keySet().stream()
            .filter(region -> declared.serving(region) != null)
            .filter(region -> permits(permitted, region))
            .toList();
    if (permitted.isEmpty()) {
      return;
    }
    Place at = slice.slice().place("residency");
    if (serving.isEmpty()) {
      declared.error(
          at,
          "no region satisfies the residency: "
              + slice.service()
              + " is deployed in none of "
              + String.join(", ", permitted));
      return;
    }
    for (Declared.Named region : slice.regions()) {
      if (slice.of().named("deployments").containsKey(region.name())
          && declared.serving(region.name()) != null
          && !serving.contains(region.name())) {
        declared.error(
            region.place(),
            region.name() + " is outside the residency " + String.join(", ", permitted));
      }
    }
    if (serving.size() == 1 && slice.of().named("deployments").size() > 1) {
      declared.warning(
          at, "only " + serving.getFirst() + " satisfies the residency: nothing can take over");
    }
  }

  private boolean permits(List<String> permitted, String region) {
    Section section = declared.regions().get(region);
    return permitted.isEmpty()
        || (section != null && permitted.contains(section.text("jurisdiction", "")));
  }
}
