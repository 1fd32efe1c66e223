package io.fairlead.wiring.topology.rule;

import io.fairlead.artifact.TrustedKey;
import io.fairlead.local.token.PublicBoxKeys;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Regions of tokens are there, their keys are such, and nothing stands for two of them. */
final class TokenRules {
  private final Declared declared;
  private final Map<String, Place> taken = new HashMap<>();

  private TokenRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    TokenRules rules = new TokenRules(declared);
    Section tokens = declared.root().section("tokens");
    rules.store(tokens.section("store"));
    tokens
        .named("regions")
        .forEach((name, region) -> rules.region(tokens.section("regions"), name, region));
  }

  private void region(Section regions, String name, Section region) {
    Tree.Entry entry = regions.entries().entries().get(name);
    Place at = entry == null ? region.place() : entry.key();
    if (!declared.regions().containsKey(name)) {
      declared.unknown(new Declared.Named(name, at), "region", declared.regions().keySet());
    } else if (declared.serving(name) == null) {
      declared.error(at, "a witness serves nothing: no tokens are for it");
    }
    alone(region.leaf("audience"), "audience");
    store(region);
    Section keys = region.section("keys");
    keys.entries().entries().keySet().forEach(id -> key(keys.leaf(id), false));
    for (Tree item : region.items("sign")) {
      Tree.Leaf key = Section.of(item).leaf("key");
      if (key != null && !keys.has(key.text())) {
        declared.unknown(key, "key", keys.entries().entries().keySet());
      }
    }
    alone(region.section("kong").leaf("admin"), "Kong");
    for (Tree item : region.items("boxes")) {
      Section box = Section.of(item);
      alone(box.leaf("key"), "key");
      key(box.leaf("public"), true);
    }
  }

  /** Rows of two places with the same names would be one. */
  private void store(Section place) {
    alone(place.leaf("folder"), "folder");
    for (String kind : List.of("dynamo", "table")) {
      Section table = place.section(kind);
      Tree.Leaf name = table.leaf("table");
      if (name != null) {
        alone(
            Stream.of("location", "account", "endpoint", "table")
                .map(key -> table.text(key, ""))
                .collect(Collectors.joining(" ", kind + " ", "")),
            name.place(),
            "table");
      }
    }
  }

  private void key(Tree.@Nullable Leaf key, boolean ofBox) {
    if (key == null) {
      return;
    }
    try {
      if (ofBox) {
        PublicBoxKeys.BoxKey.parse("", key.text());
      } else {
        TrustedKey.parse(key.text());
      }
    } catch (IllegalArgumentException e) {
      declared.error(key.place(), "no public key: " + e.getMessage());
    }
  }

  private void alone(Tree.@Nullable Leaf leaf, String what) {
    if (leaf != null) {
      alone(what + " " + leaf.text(), leaf.place(), what);
    }
  }

  private void alone(String meant, Place place, String what) {
    Place other = taken.putIfAbsent(meant, place);
    if (other != null) {
      declared.error(
          place,
          other.path().startsWith("tokens.store")
              ? "the store of all feeds: a region's own %s is elsewhere".formatted(what)
              : "two regions with one %s: another is at %s".formatted(what, other.path()));
    }
  }
}
