package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Service;
import io.fairlead.wiring.shape.Nearest;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a file declares, by name, and where rules tell what they find. */
record Declared(
    Section root,
    SequencedMap<String, Section> probes,
    SequencedMap<String, Section> regions,
    SequencedMap<String, Section> services,
    Problems problems) {
  static Declared in(Section root, Problems problems) {
    return new Declared(
        root, root.named("probes"), root.named("regions"), root.named("services"), problems);
  }

  /** One slice of a service: a partition, or the whole of an active-passive service. */
  record Slice(String service, Section of, Section slice) {
    /** The home shares' regions, or those of the order. */
    List<Named> regions() {
      List<Named> regions = new ArrayList<>();
      slice
          .section("shares")
          .entries()
          .entries()
          .forEach((name, entry) -> regions.add(new Named(name, entry.key())));
      slice.leaves("order").forEach(leaf -> regions.add(new Named(leaf.text(), leaf.place())));
      return regions;
    }
  }

  /** A name and where it stands. */
  record Named(String name, Place place) {}

  List<Slice> slices() {
    List<Slice> slices = new ArrayList<>();
    services.forEach(
        (name, service) -> {
          if (service.has("partitions")) {
            service
                .named("partitions")
                .values()
                .forEach(p -> slices.add(new Slice(name, service, p)));
          } else {
            slices.add(new Slice(name, service, service));
          }
        });
    return slices;
  }

  /** Every failover group that a service is in. */
  SortedSet<String> failoverGroups() {
    SortedSet<String> groups = new TreeSet<>();
    services
        .values()
        .forEach(service -> groups.add(service.text("failoverGroup", Service.DEFAULT_GROUP)));
    return groups;
  }

  /** A region's section; empty if there is no such region. */
  Section region(String region) {
    return Section.of(root.section("regions").entries().get(region));
  }

  /** Whether any region has an edge: edges serve every zone of their fleet. */
  boolean hasEdge() {
    return regions.values().stream().anyMatch(region -> region.has("edge"));
  }

  /** Whether a region is in AWS. */
  static boolean isAws(Section region) {
    return region.text("cloud", "").equals("aws");
  }

  /** A region that serves. */
  @Nullable Section serving(String region) {
    Section section = regions.get(region);
    return section == null || section.flag("witness") ? null : section;
  }

  /** Tells a name that is not declared. */
  void unknown(Tree.Leaf leaf, String what, Collection<String> known) {
    unknown(new Named(leaf.text(), leaf.place()), what, known);
  }

  /** Tells a name that is not declared. */
  void unknown(Named named, String what, Collection<String> known) {
    problems.add(
        Problem.error(named.place(), "there is no " + what + " '" + named.name() + "'")
            .suggesting(Nearest.to(named.name(), known))
            .allowed(known.isEmpty() ? "none is declared" : String.join(", ", known)));
  }

  void error(Place at, String sentence) {
    problems.add(Problem.error(at, sentence));
  }

  void warning(Place at, String sentence) {
    problems.add(Problem.warning(at, sentence));
  }
}
