package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a set is published from is none of the places that Fairlead itself writes. */
final class SourceRules {
  private final Declared declared;
  private final Section source;

  private SourceRules(Declared declared, Section source) {
    this.declared = declared;
    this.source = source;
  }

  static void check(Declared declared, Section set) {
    SourceRules rules = new SourceRules(declared, set.section("source"));
    rules.apart(set);
    rules.file(set);
  }

  /** A set that held its own store would grow by itself. */
  private void apart(Section set) {
    List<Section> written = new ArrayList<>(List.of(set.section("store")));
    set.named("regions").values().forEach(region -> written.add(region.section("into")));
    for (Section place : written) {
      boolean overlaps =
          Objects.of(source).flatMap(own -> Objects.of(place).map(own::overlaps)).orElse(false);
      if (overlaps) {
        declared.error(
            source.place(),
            "it overlaps with %s, which Fairlead writes: keep them apart by bucket or prefix"
                .formatted(place.place().path()));
      }
    }
  }

  /** A set of one file has no other for gateways. */
  private void file(Section set) {
    Tree.Leaf published = source.leaf("kong");
    if (published == null) {
      return;
    }
    String name = String.valueOf(Path.of(published.text()).getFileName());
    for (Section region : set.named("regions").values()) {
      Tree.Leaf wanted = region.section("into").section("kong").leaf("file");
      if (wanted != null && !wanted.text().equals(name)) {
        declared.error(
            wanted.place(), "the set is made of one file, which is called '" + name + "'");
      }
    }
  }

  /** Objects of a cloud: where they are, and what their keys begin with. */
  private record Objects(String store, String prefix) {
    static Optional<Objects> of(Section place) {
      if (place.has("s3")) {
        Section s3 = place.section("s3");
        return Optional.of(new Objects("s3 " + s3.text("bucket", ""), below(s3)));
      }
      if (place.has("blob")) {
        Section blob = place.section("blob");
        String container = blob.text("account", "") + "/" + blob.text("container", "");
        return Optional.of(new Objects("blob " + container, below(blob)));
      }
      return Optional.empty();
    }

    private static String below(Section place) {
      String prefix = place.text("prefix", "");
      return prefix.isEmpty() ? "" : prefix + "/";
    }

    boolean overlaps(Objects other) {
      return store.equals(other.store)
          && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
    }
  }
}
