package io.fairlead.wiring.shape;

import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Tells misspelt keys and words once, and answers the tree as it was probably meant: what follows
 * from a slip of the pen, such as a key that is then missing, is no second problem.
 */
public final class Likely {
  private final Problems problems;

  /** Tells what it mends to these problems. */
  public Likely(Problems problems) {
    this.problems = problems;
  }

  /** The tree as it was probably meant; the very tree where nothing is misspelt. */
  public Tree meant(Tree tree, Shape shape) {
    if (tree instanceof Tree.Leaf leaf && !leaf.resolved()) {
      return tree;
    }
    return switch (shape) {
      case Shape.Text _, Shape.Whole _, Shape.Span _ -> tree;
      case Shape.Flag flag -> word(tree, flag, List.of("true", "false"));
      case Shape.Choice choice -> word(tree, choice, choice.words());
      case Shape.Many many when tree instanceof Tree.Items items ->
          new Tree.Items(
              items.place(), items.items().stream().map(item -> meant(item, many.item())).toList());
      case Shape.Named named when tree instanceof Tree.Entries entries -> named(entries, named);
      case Shape.Keys keys when tree instanceof Tree.Entries entries -> keys(entries, keys);
      case Shape.Either either -> meant(tree, ShapeCheck.option(tree, either.options()));
      case Shape.Many _, Shape.Named _, Shape.Keys _ -> tree;
    };
  }

  private Tree word(Tree tree, Shape shape, List<String> words) {
    if (!(tree instanceof Tree.Leaf leaf)
        || leaf.type() != Tree.Leaf.Type.TEXT
        || words.contains(leaf.text())) {
      return tree;
    }
    String near = Nearest.to(leaf.text(), words);
    if (near == null) {
      return tree;
    }
    problems.add(
        Problem.error(tree.place(), "unknown word")
            .found(tree.shown())
            .suggesting(near)
            .allowed(shape.allowed()));
    boolean flag = shape instanceof Shape.Flag;
    return new Tree.Leaf(
        leaf.place(), leaf.written(), near, flag ? Tree.Leaf.Type.FLAG : Tree.Leaf.Type.TEXT, true);
  }

  private Tree named(Tree.Entries entries, Shape.Named named) {
    SequencedMap<String, Tree.Entry> meant = new LinkedHashMap<>();
    entries.entries().forEach((name, entry) -> meant.put(name, under(entry, named.value())));
    return new Tree.Entries(entries.place(), meant);
  }

  private Tree keys(Tree.Entries entries, Shape.Keys keys) {
    List<String> names = keys.keys().stream().map(Key::name).toList();
    SequencedMap<String, Tree.Entry> meant = new LinkedHashMap<>();
    entries
        .entries()
        .forEach(
            (written, entry) -> {
              String name = key(written, names, entries, meant);
              if (!name.equals(written)) {
                problems.add(KeysCheck.unknown(entry.key(), name, names));
              }
              meant.put(name, shape(name, keys, entry));
            });
    return new Tree.Entries(entries.place(), meant);
  }

  /** The key meant, unless it is there already. */
  private static String key(
      String written,
      List<String> names,
      Tree.Entries entries,
      SequencedMap<String, Tree.Entry> meant) {
    if (names.contains(written)) {
      return written;
    }
    String near = Nearest.to(written, names);
    return near == null || entries.get(near) != null || meant.containsKey(near) ? written : near;
  }

  private Tree.Entry shape(String name, Shape.Keys keys, Tree.Entry entry) {
    return keys.keys().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .map(key -> under(entry, key.shape()))
        .orElse(entry);
  }

  private Tree.Entry under(Tree.Entry entry, Shape shape) {
    return new Tree.Entry(entry.key(), meant(entry.value(), shape));
  }
}
