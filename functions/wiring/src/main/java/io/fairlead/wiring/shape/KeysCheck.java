package io.fairlead.wiring.shape;

import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells unknown, missing and excluded keys of a section. */
final class KeysCheck {
  private final ShapeCheck values;
  private final Problems problems;

  KeysCheck(ShapeCheck values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  void check(Tree tree, Shape.Keys keys) {
    if (!(tree instanceof Tree.Entries entries)) {
      problems.add(
          Problem.error(tree.place(), "not a section")
              .found(tree.shown())
              .allowed("keys " + keys.allowed()));
      return;
    }
    unknown(entries, keys);
    for (Key key : keys.keys()) {
      Tree value = entries.get(key.name());
      if (value != null) {
        values.check(value, key.shape());
      } else if (key.required()) {
        missing(entries, key);
      }
    }
    oneOf(entries, keys);
    keys.variants().forEach(variant -> variant(entries, keys, variant));
  }

  private void unknown(Tree.Entries entries, Shape.Keys keys) {
    List<String> names = keys.keys().stream().map(Key::name).toList();
    entries
        .entries()
        .forEach(
            (name, entry) -> {
              if (!names.contains(name)) {
                problems.add(unknown(entry.key(), Nearest.to(name, names), names));
              }
            });
  }

  /** A key that is none, and the one probably meant. */
  static Problem unknown(Place at, @Nullable String meant, List<String> names) {
    return Problem.error(at, "unknown key").suggesting(meant).allowed(String.join(", ", names));
  }

  private void missing(Tree.Entries entries, Key key) {
    problems.add(
        Problem.error(entries.place(), "key '" + key.name() + "' is missing: " + key.meaning())
            .allowed(key.shape().allowed()));
  }

  private void oneOf(Tree.Entries entries, Shape.Keys keys) {
    List<String> there = keys.oneOf().stream().filter(key -> entries.get(key) != null).toList();
    if (!keys.oneOf().isEmpty() && there.size() != 1) {
      problems.add(
          Problem.error(entries.place(), "exactly one of " + String.join(", ", keys.oneOf()))
              .found(there.isEmpty() ? "none" : String.join(" and ", there)));
    }
  }

  private void variant(Tree.Entries entries, Shape.Keys keys, Variant variant) {
    boolean holds =
        entries.get(variant.key()) instanceof Tree.Leaf leaf
            && leaf.type() == Tree.Leaf.Type.TEXT
            && leaf.text().equals(variant.word());
    if (!holds) {
      return;
    }
    String because = variant.key() + ": " + variant.word();
    for (Key key : keys.keys()) {
      Tree.Entry entry = entries.entries().get(key.name());
      if (entry == null && variant.needs().contains(key.name())) {
        missing(entries, new Key(key.name(), key.shape(), true, null, because + " needs it"));
      } else if (entry != null && variant.refuses().contains(key.name())) {
        Place at = entry.key();
        problems.add(Problem.error(at, "key does not go with " + because));
      }
    }
  }
}
