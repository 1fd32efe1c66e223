package io.fairlead.wiring.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys of a section without complaint: what is absent or of another type reads as absent,
 * because the shape check has told it. So rules can go on over a file that has problems.
 */
public record Section(Tree.Entries entries) {
  /** The section under a place, or an empty one. */
  public static Section of(@Nullable Tree tree) {
    return tree instanceof Tree.Entries entries
        ? new Section(entries)
        : new Section(
            new Tree.Entries(tree == null ? Place.FILE : tree.place(), new LinkedHashMap<>()));
  }

  /** Where it stands. */
  public Place place() {
    return entries.place();
  }

  /** Where a key's value stands; the section itself if the key is absent. */
  public Place place(String key) {
    Tree value = entries.get(key);
    return value == null
        ? new Place(place().line(), place().column(), place().under(key))
        : value.place();
  }

  /** Whether a key is there. */
  public boolean has(String key) {
    return entries.get(key) != null;
  }

  /** The value of a key as a leaf whose variables are replaced. */
  public Tree.@Nullable Leaf leaf(String key) {
    return entries.get(key) instanceof Tree.Leaf leaf && leaf.resolved() ? leaf : null;
  }

  /** A text. */
  public @Nullable String text(String key) {
    Tree.Leaf leaf = leaf(key);
    return leaf == null || leaf.type() != Tree.Leaf.Type.TEXT ? null : leaf.text();
  }

  /** A text, or what stands for it if absent. */
  public String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  /** A whole number. */
  public @Nullable Integer number(String key) {
    Tree.Leaf leaf = leaf(key);
    return leaf == null ? null : Scalars.number(leaf);
  }

  /** A whole number, or what stands for it if absent. */
  public int number(String key, int otherwise) {
    Integer number = number(key);
    return number == null ? otherwise : number;
  }

  /** A duration, or what stands for it if absent. */
  public Duration duration(String key, Duration otherwise) {
    String text = text(key);
    Duration duration = text == null ? null : Scalars.duration(text);
    return duration == null ? otherwise : duration;
  }

  /** Yes or no; absent = no. */
  public boolean flag(String key) {
    Tree.Leaf leaf = leaf(key);
    return leaf != null
        && leaf.type() == Tree.Leaf.Type.FLAG
        && leaf.text().equalsIgnoreCase("true");
  }

  /** The section under a key; empty if absent. */
  public Section section(String key) {
    return of(entries.get(key));
  }

  /** The sections under a key, by name, in the file's order. */
  public SequencedMap<String, Section> named(String key) {
    SequencedMap<String, Section> named = new LinkedHashMap<>();
    section(key).entries().entries().forEach((name, entry) -> named.put(name, of(entry.value())));
    return named;
  }

  /** The items of a list; empty if absent. */
  public List<Tree> items(String key) {
    return entries.get(key) instanceof Tree.Items items ? items.items() : List.of();
  }

  /** The text items of what may be a list, as texts. */
  public static List<String> texts(Tree list) {
    return list instanceof Tree.Items items
        ? leaves(items.items()).stream().map(Tree.Leaf::text).toList()
        : List.of();
  }

  /** The text items of a list. */
  public List<Tree.Leaf> leaves(String key) {
    return leaves(items(key));
  }

  private static List<Tree.Leaf> leaves(List<Tree> items) {
    List<Tree.Leaf> leaves = new ArrayList<>();
    for (Tree item : items) {
      if (item instanceof Tree.Leaf leaf && leaf.resolved()) {
        leaves.add(leaf);
      }
    }
    return leaves;
  }

  /** The text items of a list, as texts. */
  public List<String> texts(String key) {
    return leaves(key).stream().map(Tree.Leaf::text).toList();
  }
}
