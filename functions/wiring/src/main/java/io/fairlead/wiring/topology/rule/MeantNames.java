package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import io.fairlead.wiring.yaml.TreeChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells each misspelt name once, wherever it stands, and answers the tree with the names that were
 * probably meant, so that what follows from one slip is no second problem. A name that is near none
 * stays.
 */
final class MeantNames {
  private final Map<String, Section> declared;
  private final Map<String, Section> services;
  private final Collection<String> regions;
  private final Collection<String> probes;
  private final Collection<String> zones;
  private final Collection<String> groups;
  private final Map<Unknown, List<Place>> unknown = new LinkedHashMap<>();

  /** A name that is not declared, the one probably meant, and what there is. */
  private record Unknown(String what, String name, String near, List<String> known) {}

  /** What is named, and what of it is declared. */
  private record Kind(String what, Collection<String> known) {}

  private MeantNames(Declared written) {
    this.declared = written.regions();
    this.services = written.services();
    this.regions = declared.keySet();
    this.probes = written.probes().keySet();
    // Edges serve every zone, so that beside them a zone not listed is none that is misspelt.
    this.zones = written.hasEdge() ? List.of() : written.root().named("zones").keySet();
    this.groups = written.failoverGroups();
  }

  /** The tree with the names meant. */
  static Section of(Declared written) {
    MeantNames names = new MeantNames(written);
    Tree meant =
        TreeChange.under(
            written.root().entries(), "regions", all -> TreeChange.each(all, names::region));
    meant =
        TreeChange.under(
            meant, "services", all -> TreeChange.each(all, (_, service) -> names.service(service)));
    meant = TreeChange.under(meant, "state", state -> names.regionsIn(state, "cells"));
    meant = TreeChange.under(meant, "zones", all -> TreeChange.each(all, (_, z) -> names.zone(z)));
    names.tell(written.problems());
    return Section.of(meant);
  }

  private void tell(Problems problems) {
    unknown.forEach(
        (each, places) -> {
          String message = "there is no " + each.what() + " '" + each.name() + "'";
          problems.add(
              Problem.error(places.getFirst(), message + lines(places))
                  .suggesting(each.near())
                  .allowed(String.join(", ", each.known())));
        });
  }

  private static String lines(List<Place> places) {
    TreeSet<Integer> lines =
        places.stream().map(Place::line).collect(Collectors.toCollection(TreeSet::new));
    return lines.size() < 2
        ? ""
        : ", named in lines "
            + lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private Tree region(String name, Tree region) {
    Section section = Section.of(region);
    Tree meant = TreeChange.under(region, "probes", list -> items(list, "probe", probes));
    if (Declared.isAws(section)) {
      meant = TreeChange.under(meant, "location", this::location);
    }
    meant = TreeChange.under(meant, "observer", observer -> regionsIn(observer, "reaches"));
    Collection<String> nodes = section.named("nodes").keySet();
    return TreeChange.under(
        meant,
        "floatingAddresses",
        all ->
            TreeChange.each(
                all,
                (_, address) ->
                    TreeChange.under(address, "nodes", list -> here(list, name, nodes))));
  }

  /** What AWS calls a place: one that it may have opened since, or that is not its own, stays. */
  private Tree location(Tree location) {
    boolean slip =
        location instanceof Tree.Leaf leaf
            && !AwsLocations.isForm(leaf.text())
            && !AwsLocations.isElsewhere(leaf.text());
    List<String> known = AwsLocations.known();
    return slip ? name(location, new Kind("region of AWS", known), known) : location;
  }

  private Tree zone(Tree zone) {
    return TreeChange.under(
        zone, "route53", host -> TreeChange.under(host, "checks", this::regionGroups));
  }

  /** Keys that are a region and a failover group, each of which may be misspelt. */
  private Tree regionGroups(Tree section) {
    if (!(section instanceof Tree.Entries entries)) {
      return section;
    }
    Collection<String> there = entries.entries().keySet();
    SequencedMap<String, Tree.Entry> meant = new LinkedHashMap<>();
    entries
        .entries()
        .forEach((key, entry) -> meant.putIfAbsent(regionGroup(key, entry.key(), there), entry));
    return new Tree.Entries(entries.place(), meant);
  }

  private String regionGroup(String key, Place at, Collection<String> there) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return key;
    }
    String group = key.substring(slash + 1);
    List<String> free =
        regions.stream().filter(each -> !there.contains(each + "/" + group)).toList();
    String region = near(key.substring(0, slash), at, new Kind("region", regions), free);
    List<String> others =
        groups.stream().filter(each -> !there.contains(region + "/" + each)).toList();
    return region + "/" + near(group, at, new Kind("failover group", groups), others);
  }

  /**
   * A node of another region is no slip of the pen: that is told as what it is. A name that others
   * use is meant for another only where no slip is nearer to that.
   */
  private Tree here(Tree list, String region, Collection<String> nodes) {
    if (!(list instanceof Tree.Items items)
        || items.items().stream().anyMatch(item -> crosses(region, item))) {
      return list;
    }
    Kind kind = new Kind("node", nodes);
    List<String> free = new ArrayList<>(nodes);
    free.removeAll(Section.texts(list));
    List<String> left = new ArrayList<>(free);
    for (Tree item : items.items()) {
      if (item instanceof Tree.Leaf leaf && !elsewhere(region, "nodes", item)) {
        left.remove(Nearest.to(leaf.text(), free));
      }
    }
    return TreeChange.items(
        list, item -> name(item, kind, elsewhere(region, "nodes", item) ? left : free));
  }

  private boolean crosses(String region, Tree node) {
    return node instanceof Tree.Leaf leaf
        && ReferenceRules.crosses(declared, region, "nodes", leaf.text());
  }

  private boolean elsewhere(String region, String key, Tree name) {
    return name instanceof Tree.Leaf leaf
        && ReferenceRules.elsewhere(declared, region, key, leaf.text());
  }

  private Tree service(Tree service) {
    Tree meant = regionsIn(slice(service), "order");
    meant =
        TreeChange.under(
            meant, "partitions", all -> TreeChange.each(all, (_, partition) -> slice(partition)));
    return TreeChange.under(
        meant,
        "deployments",
        all ->
            TreeChange.each(keys(all, "region", regions), (region, one) -> address(region, one)));
  }

  private Tree slice(Tree slice) {
    Tree meant = TreeChange.under(slice, "shares", shares -> keys(shares, "region", regions));
    return TreeChange.under(meant, "zone", zone -> name(zone, new Kind("zone", zones), zones));
  }

  private Tree address(String region, Tree deployment) {
    Section here = declared.getOrDefault(region, Section.of(null));
    Collection<String> addresses = here.named("floatingAddresses").keySet();
    // Of another region's name, only one that nobody uses here can be the slip of the pen.
    List<String> idle =
        addresses.stream().filter(each -> !usedAddresses(region).contains(each)).toList();
    return TreeChange.under(
        deployment,
        "floatingAddress",
        leaf ->
            name(
                leaf,
                new Kind("floating address", addresses),
                elsewhere(region, "floatingAddresses", leaf) ? idle : addresses));
  }

  private List<String> usedAddresses(String region) {
    return services.values().stream()
        .map(service -> service.section("deployments").section(region))
        .map(deployment -> deployment.text("floatingAddress", ""))
        .toList();
  }

  private Tree regionsIn(Tree section, String key) {
    return TreeChange.under(section, key, list -> items(list, "region", regions));
  }

  /** A name that the list has already is not meant a second time. */
  private Tree items(Tree list, String what, Collection<String> known) {
    List<String> there = Section.texts(list);
    List<String> free = known.stream().filter(each -> !there.contains(each)).toList();
    return TreeChange.items(list, item -> name(item, new Kind(what, known), free));
  }

  private Tree name(Tree item, Kind kind, Collection<String> free) {
    if (!(item instanceof Tree.Leaf leaf) || !leaf.resolved()) {
      return item;
    }
    String near = near(leaf.text(), leaf.place(), kind, free);
    return near.equals(leaf.text())
        ? item
        : new Tree.Leaf(leaf.place(), leaf.written(), near, leaf.type(), true);
  }

  private Tree keys(Tree section, String what, Collection<String> known) {
    if (!(section instanceof Tree.Entries entries)) {
      return section;
    }
    List<String> free =
        known.stream().filter(each -> !entries.entries().containsKey(each)).toList();
    SequencedMap<String, Tree.Entry> meant = new LinkedHashMap<>();
    entries
        .entries()
        .forEach(
            (name, entry) ->
                meant.putIfAbsent(near(name, entry.key(), new Kind(what, known), free), entry));
    return new Tree.Entries(entries.place(), meant);
  }

  /** The name itself where it is declared, or near none that is free. */
  private String near(String name, Place at, Kind kind, Collection<String> free) {
    String near = kind.known().contains(name) ? null : Nearest.to(name, free);
    if (near == null) {
      return name;
    }
    unknown
        .computeIfAbsent(
            new Unknown(kind.what(), name, near, List.copyOf(kind.known())), _ -> new ArrayList<>())
        .add(at);
    return near;
  }
}
