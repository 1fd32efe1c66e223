package io.fairlead.wiring.yaml;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Trees that are another with something in it changed; what is not there stays away. */
public final class TreeChange {
  private TreeChange() {}

  /** The same with what stands under a key changed, if it is there. */
  public static Tree under(Tree tree, String key, UnaryOperator<Tree> change) {
    return tree instanceof Tree.Entries entries && entries.get(key) != null
        ? each(tree, (name, value) -> name.equals(key) ? change.apply(value) : value)
        : tree;
  }

  /** The same with every entry's value changed, by its key. */
  public static Tree each(Tree tree, BiFunction<String, Tree, Tree> change) {
    if (!(tree instanceof Tree.Entries entries)) {
      return tree;
    }
    SequencedMap<String, Tree.Entry> changed = new LinkedHashMap<>();
    entries
        .entries()
        .forEach(
            (name, entry) ->
                changed.put(name, new Tree.Entry(entry.key(), change.apply(name, entry.value()))));
    return new Tree.Entries(entries.place(), changed);
  }

  /** The same with every item of a list changed. */
  public static Tree items(Tree tree, UnaryOperator<Tree> change) {
    return tree instanceof Tree.Items items
        ? new Tree.Items(items.place(), items.items().stream().map(change).toList())
        : tree;
  }
}
