package io.fairlead.wiring.topology.rule;

import io.fairlead.artifact.PathPattern;
import io.fairlead.artifact.TrustedKey;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Whatever is copied has a master and destinations that are there, and keys that are such. */
final class ReplicationRules {
  private final Declared declared;
  private final Section replication;
  private final Map<Path, Place> folders = new HashMap<>();

  private ReplicationRules(Declared declared) {
    this.declared = declared;
    this.replication = declared.root().section("replication");
  }

  static void check(Declared declared) {
    ReplicationRules rules = new ReplicationRules(declared);
    rules.keys();
    rules.replication.named("sets").values().forEach(rules::set);
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

  private void set(Section set) {
    Tree.Leaf master = set.leaf("master");
    if (master != null && !declared.regions().containsKey(master.text())) {
      declared.unknown(master, "region", declared.regions().keySet());
    }
    for (Tree item : set.items("sign")) {
      Tree.Leaf key = Section.of(item).leaf("key");
      Section keys = replication.section("keys");
      if (key != null && !keys.has(key.text())) {
        declared.unknown(key, "key", keys.entries().entries().keySet());
      }
    }
    for (Tree item : set.items("objects")) {
      patterns(Section.of(item), "paths");
    }
    SequencedMap<String, Section> regions = set.named("regions");
    regions.forEach((name, region) -> destination(set.section("regions"), name, region));
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
    Tree.Leaf folder = region.section("into").leaf("folder");
    if (folder != null) {
      alone(folder);
    }
  }

  private void alone(Tree.Leaf folder) {
    try {
      Place other = folders.putIfAbsent(Path.of(folder.text()).normalize(), folder.place());
      if (other != null) {
        declared.error(folder.place(), "two copies in one folder: another is at " + other.path());
      }
    } catch (InvalidPathException _) {
      declared.error(folder.place(), "no path of this machine");
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
