package io.fairlead.wiring.topology.rule;

import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.TrustedKey;
import io.fairlead.local.token.PublicBoxKeys;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever is copied has a master and destinations that are there, and keys that are such. */
final class ReplicationRules {
  private final Declared declared;
  private final Section replication;
  private final Map<String, Place> copies = new HashMap<>();

  private ReplicationRules(Declared declared) {
    this.declared = declared;
    this.replication = declared.root().section("replication");
  }

  static void check(Declared declared) {
    ReplicationRules rules = new ReplicationRules(declared);
    rules.keys();
    rules.boxes(rules.replication.section("boxes"));
    rules.replication.named("sets").values().forEach(rules::set);
    declared.services().values().forEach(rules::service);
  }

  private void keys() {
    Section keys = replication.section("keys");
    for (String id : keys.entries().entries().keySet()) {
      Tree.Leaf key = keys.leaf(id);
      if (key != null) {
        try {
          TrustedKey.parse(key.text());
        } catch (IllegalArgumentException e) {
          declared.error(key.place(), "no public key: " + e.getMessage());
        }
      }
    }
  }

  private void boxes(Section boxes) {
    boxes.entries().entries().forEach((region, entry) -> boxes(boxes, region, entry.key()));
  }

  private void boxes(Section boxes, String region, Place at) {
    if (!declared.regions().containsKey(region)) {
      declared.unknown(new Declared.Named(region, at), "region", declared.regions().keySet());
    }
    for (Tree item : boxes.items(region)) {
      Tree.Leaf key = Section.of(item).leaf("public");
      if (key != null) {
        try {
          PublicBoxKeys.BoxKey.parse("", key.text());
        } catch (IllegalArgumentException e) {
          declared.error(key.place(), "no public key: " + e.getMessage());
        }
      }
    }
  }

  /** A service may wait for copies only where somebody brings them. */
  private void service(Section service) {
    SequencedMap<String, Section> sets = replication.named("sets");
    for (Tree.Leaf named : service.leaves("replication")) {
      Section set = sets.get(named.text());
      Section database = declared.root().named("databases").get(named.text());
      if (set == null && database != null) {
        served(named, service, database);
        continue;
      }
      if (set == null) {
        declared.unknown(named, "artifact set or database", known(sets.keySet()));
        continue;
      }
      for (String region : service.named("deployments").keySet()) {
        if (!region.equals(set.text("master", "")) && !set.named("regions").containsKey(region)) {
          declared.error(
              named.place(),
              "set '%s' does not go to %s, where the service runs: add it to the set's regions"
                  .formatted(named.text(), region));
        }
      }
    }
  }

  private List<String> known(Collection<String> sets) {
    return Stream.concat(sets.stream(), declared.root().named("databases").keySet().stream())
        .toList();
  }

  private void served(Tree.Leaf named, Section service, Section database) {
    for (String region : service.named("deployments").keySet()) {
      if (!database.named("regions").containsKey(region)) {
        declared.error(
            named.place(),
            "database '%s' has no server in %s, where the service runs: add it to its regions"
                .formatted(named.text(), region));
      }
    }
  }

  private void set(Section set) {
    Tree.Leaf master = set.leaf("master");
    if (master != null && !declared.regions().containsKey(master.text())) {
      declared.unknown(master, "region", declared.regions().keySet());
    }
    for (Tree item : set.items("sign")) {
      signs(Section.of(item));
    }
    for (Tree item : set.items("objects")) {
      patterns(Section.of(item), "paths");
    }
    store(set.section("store"))
        .ifPresent(named -> copies.putIfAbsent(named, set.section("store").place()));
    SequencedMap<String, Section> regions = set.named("regions");
    regions.forEach((name, region) -> destination(set.section("regions"), name, region));
    SourceRules.check(declared, set);
  }

  /** A key that nobody trusts, or that is of another kind than what signs, publishes nothing. */
  private void signs(Section sign) {
    Tree.Leaf key = sign.leaf("key");
    Section keys = replication.section("keys");
    Tree.Leaf trusted = key == null ? null : keys.leaf(key.text());
    if (key != null && !keys.has(key.text())) {
      declared.unknown(key, "key", keys.entries().entries().keySet());
    } else if (key != null && trusted != null) {
      String wanted = sign.has("file") ? "Ed25519" : "ECDSA P-256 SHA-256";
      kind(trusted)
          .filter(kind -> !kind.equals(wanted))
          .ifPresent(
              kind ->
                  declared.error(
                      key.place(),
                      "%s signs with %s, and the public key '%s' is of %s"
                          .formatted(
                              sign.has("file") ? "a file" : "a key service",
                              wanted,
                              key.text(),
                              kind)));
    }
  }

  private static Optional<String> kind(Tree.Leaf key) {
    try {
      return Optional.of(TrustedKey.parse(key.text()).kind());
    } catch (IllegalArgumentException _) {
      // Told where the key is.
      return Optional.empty();
    }
  }

  private void destination(Section regions, String name, Section region) {
    Tree.Entry entry = regions.entries().entries().get(name);
    Place at = entry == null ? region.place() : entry.key();
    if (!declared.regions().containsKey(name)) {
      declared.unknown(new Declared.Named(name, at), "region", declared.regions().keySet());
    } else if (declared.serving(name) == null) {
      declared.error(at, "a witness serves nothing: no artifacts go there");
    }
    patterns(region.section("select"), "paths");
    Section into = region.section("into");
    Tree.Leaf folder = into.leaf("folder");
    if (folder != null) {
      folder(folder);
    }
    store(into).ifPresent(named -> alone(named, into.place()));
    if (region.has("values") && folder == null) {
      declared.error(
          region.section("values").place(),
          "values are put in where a folder is made: a region's own store keeps what was signed");
    }
    if (into.has("kong")) {
      kong(into.section("kong"), folder != null);
    }
  }

  private void kong(Section kong, boolean beside) {
    if (!beside) {
      declared.error(
          kong.place(),
          "Kong's nodes get a file of the region's copy: it needs a folder beside it");
    }
    Tree.Leaf tag = kong.leaf("tag");
    if (tag != null && !kong.has("admin")) {
      declared.error(
          tag.place(), "nodes without a database are loaded whole: a tag is for 'admin'");
    }
    Tree.Leaf admin = kong.leaf("admin");
    if (admin != null && tag != null) {
      alone("kong " + admin.text() + " " + tag.text(), tag.place());
    }
  }

  /** A store by where it is; empty where it is a folder. */
  private static Optional<String> store(Section place) {
    for (String kind : List.of("s3", "blob")) {
      if (place.has(kind)) {
        Section store = place.section(kind);
        return Optional.of(
            Stream.of("bucket", "location", "account", "container", "endpoint", "prefix")
                .map(key -> store.text(key, ""))
                .collect(Collectors.joining("\n", kind, "")));
      }
    }
    return Optional.empty();
  }

  private void folder(Tree.Leaf folder) {
    try {
      alone(Path.of(folder.text()).normalize().toString(), folder.place());
    } catch (InvalidPathException _) {
      declared.error(folder.place(), "no path of this machine");
    }
  }

  private void alone(String copy, Place place) {
    Place other = copies.putIfAbsent(copy, place);
    if (other != null) {
      boolean masters = other.path().endsWith(".store");
      declared.error(
          place,
          masters
              ? "the store that it is copied from: a region's copy is elsewhere"
              : "two copies in one place: another is at " + other.path());
    }
  }

  private void patterns(Section section, String key) {
    for (Tree.Leaf pattern : section.leaves(key)) {
      try {
        PathPattern.parse(pattern.text());
      } catch (IllegalArgumentException e) {
        declared.error(pattern.place(), "no pattern of paths: " + e.getMessage());
      }
    }
  }
}
