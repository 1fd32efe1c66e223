package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile of Traffic Manager answers one name, each of its endpoints with one address or one host
 * name, and all of them with one family.
 */
final class TrafficManagerRules {
  private static final String KEY = "trafficManager";

  private final Declared declared;
  private final Map<String, Section> hosts;
  private final Map<String, Tree.Leaf> names = new HashMap<>();

  private TrafficManagerRules(Declared declared) {
    this.declared = declared;
    this.hosts = declared.root().named("zones");
  }

  static void check(Declared declared) {
    TrafficManagerRules rules = new TrafficManagerRules(declared);
    rules.profiles();
    for (Declared.Slice slice : declared.slices()) {
      String zone = PartitionRules.zone(slice);
      Section host = zone == null ? null : rules.hosts.get(zone);
      if (zone != null && host != null && host.has(KEY)) {
        rules.name(slice, zone);
        rules.answers(slice);
      }
    }
    rules.hidden();
  }

  /** Gateways answer the probe for the flag, and read it as anybody does. */
  private void hidden() {
    if (hosts.values().stream().noneMatch(host -> host.has(KEY))) {
      return;
    }
    for (Section region : declared.regions().values()) {
      Section flags = region.section("aws").section("flags");
      if (flags.text("access", "").equals("private")) {
        declared.warning(
            flags.place("access"),
            "a profile of Traffic Manager knows a flag by its gateways, which read it at its URL:"
                + " a private store is none of the two of three that they can read");
      }
    }
  }

  private void profiles() {
    Map<String, String> first = new HashMap<>();
    hosts.forEach(
        (zone, host) -> {
          Section profile = host.section(KEY);
          String id =
              String.join(
                  "/",
                  profile.text("subscription", ""),
                  profile.text("resourceGroup", ""),
                  profile.text("profile", ""));
          String before =
              host.has(KEY) ? first.putIfAbsent(id.toLowerCase(Locale.ROOT), zone) : null;
          if (before != null) {
            declared.error(
                profile.place("profile"),
                "one profile is one zone: that of " + before + " is it, too");
          }
        });
  }

  private void name(Declared.Slice slice, String zone) {
    Tree.Leaf name = slice.slice().leaf("name");
    Tree.Leaf first = name == null ? null : names.putIfAbsent(zone, name);
    if (name != null && first != null) {
      declared.error(
          name.place(),
          "a profile of Traffic Manager answers one name, and that of "
              + zone
              + " is "
              + first.text()
              + ": say 'zone: "
              + name.text()
              + "' beside this one, and give that a profile of its own");
    }
  }

  private void answers(Declared.Slice slice) {
    List<String> residency = slice.slice().texts("residency");
    Tree.@Nullable Leaf six = null;
    Tree.@Nullable Leaf other = null;
    List<Tree.Leaf> all = new ArrayList<>();
    for (Map.Entry<String, Section> each : slice.of().named("deployments").entrySet()) {
      Section region = declared.region(each.getKey());
      if (residency.isEmpty() || residency.contains(region.text("jurisdiction", ""))) {
        List<Tree.Leaf> leaves = leaves(region, each.getValue());
        if (leaves.size() > 1) {
          several(leaves.get(1));
          return;
        }
        all.addAll(leaves);
      }
    }
    Tree.Leaf overflow = slice.slice().leaf("overflow");
    if (overflow != null) {
      all.add(overflow);
    }
    for (Tree.Leaf leaf : all) {
      if (leaf.resolved() && Ip.parse(leaf.text()) instanceof Inet6Address) {
        six = leaf;
      } else if (leaf.resolved()) {
        other = leaf;
      }
    }
    if (six != null && other != null) {
      declared.error(
          six.place(),
          "a profile of Traffic Manager answers with one family of addresses, and "
              + other.place().path()
              + " is not IPv6 (line "
              + other.place().line()
              + ")");
    }
  }

  private void several(Tree.Leaf second) {
    declared.error(
        second.place(),
        "a profile of Traffic Manager has one endpoint a region, with one address or host name:"
            + " give one");
  }

  private static List<Tree.Leaf> leaves(Section region, Section deployment) {
    Section floating =
        region.section("floatingAddresses").section(deployment.text("floatingAddress", ""));
    List<Tree.Leaf> leaves = new ArrayList<>(deployment.leaves("endpoints"));
    for (String key : List.of("address", "address6")) {
      Tree.Leaf leaf = floating.leaf(key);
      if (leaf != null && Ip.parse(leaf.text()) != null) {
        leaves.add(leaf);
      }
    }
    return leaves;
  }
}
