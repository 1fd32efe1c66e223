package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Service;
import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every name that is used is declared, in the region where it is used. */
final class ReferenceRules {
  private static final String NEVER = "an address never crosses a region";

  private ReferenceRules() {}

  static void check(Declared declared) {
    declared.regions().forEach((name, region) -> region(declared, name, region));
    declared.services().values().forEach(service -> deployments(declared, service));
    for (Declared.Slice slice : declared.slices()) {
      slice.regions().forEach(region -> slice(declared, slice, region));
    }
    for (Tree.Leaf leaf : declared.root().section("state").leaves("cells")) {
      requireRegion(declared, leaf);
    }
    declared.root().named("zones").values().forEach(zone -> checks(declared, zone));
    unused(declared);
    idle(declared);
  }

  private static void region(Declared declared, String name, Section region) {
    Set<String> seen = new HashSet<>();
    for (Tree.Leaf leaf : region.leaves("probes")) {
      if (!declared.probes().containsKey(leaf.text())) {
        declared.unknown(leaf, "probe", declared.probes().keySet());
      } else if (!seen.add(leaf.text())) {
        declared.error(leaf.place(), "probe '" + leaf.text() + "' is listed twice");
      }
    }
    region.section("observer").leaves("reaches").forEach(leaf -> requireRegion(declared, leaf));
    for (Section address : region.named("floatingAddresses").values()) {
      Set<String> holders = new HashSet<>();
      for (Tree.Leaf node : address.leaves("nodes")) {
        holder(declared, name, node);
        if (!holders.add(node.text())) {
          declared.error(node.place(), "node '" + node.text() + "' is listed twice");
        }
      }
    }
  }

  private static void requireRegion(Declared declared, Tree.Leaf leaf) {
    if (!declared.regions().containsKey(leaf.text())) {
      declared.unknown(leaf, "region", declared.regions().keySet());
    }
  }

  private static void holder(Declared declared, String region, Tree.Leaf node) {
    Section here = declared.region(region);
    if (here.named("nodes").containsKey(node.text())) {
      return;
    }
    undeclared(declared, region, new Used("nodes", "node", node));
  }

  /** A name that a region does not declare, under which key it would, and what it names. */
  private record Used(String key, String what, Tree.Leaf leaf) {}

  private static void undeclared(Declared declared, String region, Used used) {
    Set<String> here = declared.region(region).named(used.key()).keySet();
    String name = used.leaf().text();
    String elsewhere = declaring(declared.regions(), used.key(), name);
    if (elsewhere == null) {
      declared.unknown(used.leaf(), used.what(), here);
    } else if (crosses(declared.regions(), region, used.key(), name)) {
      declared.error(
          used.leaf().place(),
          NEVER
              + ": "
              + used.what()
              + " '"
              + bare(name)
              + "' belongs to "
              + elsewhere
              + ", not to "
              + region);
    } else {
      declared.error(
          used.leaf().place(),
          region
              + " has no "
              + used.what()
              + " '"
              + name
              + "'; it has "
              + (here.isEmpty() ? "none" : String.join(", ", here)));
    }
  }

  private static void deployments(Declared declared, Section service) {
    service
        .named("deployments")
        .forEach(
            (name, deployment) -> {
              Section region = declared.regions().get(name);
              if (region == null) {
                declared.unknown(
                    new Declared.Named(name, deployment.place()),
                    "region",
                    declared.regions().keySet());
              } else if (region.flag("witness")) {
                declared.error(deployment.place(), "a witness serves nothing: " + name + " is one");
              } else {
                address(declared, name, deployment);
              }
            });
  }

  private static void address(Declared declared, String region, Section deployment) {
    Tree.Leaf used = deployment.leaf("floatingAddress");
    Section here = declared.region(region);
    if (used == null || here.named("floatingAddresses").containsKey(used.text())) {
      return;
    }
    undeclared(declared, region, new Used("floatingAddresses", "floating address", used));
  }

  /** Whether a name is declared under a key of some region, and not of this one. */
  static boolean elsewhere(Map<String, Section> regions, String region, String key, String name) {
    Section here = regions.get(region);
    return (here == null || !here.section(key).has(name)) && declaring(regions, key, name) != null;
  }

  /**
   * Whether a name means another region's: written with that region, or declared by it alone and
   * near to none here. Where regions use the same names, it is one that is missing here.
   */
  static boolean crosses(Map<String, Section> regions, String region, String key, String name) {
    if (!elsewhere(regions, region, key, name)) {
      return false;
    }
    Section here = regions.getOrDefault(region, Section.of(null));
    long declaring =
        regions.values().stream().filter(each -> each.named(key).containsKey(name)).count();
    return !name.equals(bare(name))
        || (declaring == 1 && Nearest.to(name, here.named(key).keySet()) == null);
  }

  /** The region that declares a name, which may be written as REGION/NAME. */
  private static @Nullable String declaring(Map<String, Section> regions, String key, String name) {
    for (Map.Entry<String, Section> each : regions.entrySet()) {
      boolean qualified = name.equals(each.getKey() + "/" + bare(name));
      boolean declares = each.getValue().named(key).containsKey(bare(name));
      if (declares && (qualified || name.equals(bare(name)))) {
        return each.getKey();
      }
    }
    return null;
  }

  private static String bare(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  private static void slice(Declared declared, Declared.Slice slice, Declared.Named region) {
    if (!declared.regions().containsKey(region.name())) {
      declared.unknown(region, "region", declared.regions().keySet());
    } else if (!slice.of().named("deployments").containsKey(region.name())) {
      declared.error(region.place(), slice.service() + " is not deployed in " + region.name());
    }
  }

  private static void checks(Declared declared, Section zone) {
    zone.section("route53")
        .section("checks")
        .entries()
        .entries()
        .forEach(
            (key, entry) -> {
              int slash = key.indexOf('/');
              if (slash > 0) {
                check(declared, key.substring(0, slash), key.substring(slash + 1), entry.key());
              }
            });
  }

  private static void check(Declared declared, String region, String group, Place at) {
    if (!declared.regions().containsKey(region)) {
      declared.unknown(new Declared.Named(region, at), "region", declared.regions().keySet());
    } else if (!declared.failoverGroups().contains(group)) {
      declared.unknown(new Declared.Named(group, at), "failover group", declared.failoverGroups());
    } else if (declared.services().values().stream()
        .filter(service -> service.text("failoverGroup", Service.DEFAULT_GROUP).equals(group))
        .noneMatch(service -> service.section("deployments").has(region))) {
      declared.warning(
          at, "this check takes out nothing: no service of group " + group + " is in " + region);
    }
  }

  /** An address that nobody is sent to: its service was forgotten, or it is left over. */
  private static void idle(Declared declared) {
    declared
        .regions()
        .forEach(
            (region, section) ->
                section
                    .named("floatingAddresses")
                    .forEach(
                        (name, address) -> {
                          boolean used =
                              declared.services().values().stream()
                                  .map(service -> service.section("deployments").section(region))
                                  .anyMatch(at -> name.equals(at.text("floatingAddress")));
                          if (!used && !section.flag("witness")) {
                            declared.warning(
                                address.place(), "no service uses floating address '" + name + "'");
                          }
                        }));
  }

  private static void unused(Declared declared) {
    Set<String> used = new HashSet<>();
    declared.regions().values().forEach(region -> used.addAll(region.texts("probes")));
    declared
        .probes()
        .forEach(
            (name, probe) -> {
              if (!used.contains(name)) {
                declared.warning(probe.place(), "no region uses probe '" + name + "'");
              }
            });
  }
}
