package io.fairlead.wiring.shape;

import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Scalars;
import io.fairlead.wiring.yaml.Tree;
import java.time.Duration;
import java.util.List;

/** Tells everything in a tree that does not have its shape. */
public final class ShapeCheck {
  private final Problems problems;

  public ShapeCheck(Problems problems) {
    this.problems = problems;
  }

  /** Checks one place and all below it. */
  public void check(Tree tree, Shape shape) {
    if (tree instanceof Tree.Leaf leaf && !leaf.resolved()) {
      return;
    }
    switch (shape) {
      case Shape.Text text -> text(tree, text);
      case Shape.Whole whole -> whole(tree, whole);
      case Shape.Flag flag -> flag(tree, flag);
      case Shape.Choice choice -> choice(tree, choice);
      case Shape.Span span -> span(tree, span);
      case Shape.Many many -> many(tree, many);
      case Shape.Named named -> named(tree, named);
      case Shape.Keys keys -> new KeysCheck(this, problems).check(tree, keys);
      case Shape.Either either -> check(tree, option(tree, either.options()));
    }
  }

  private void text(Tree tree, Shape.Text text) {
    if (!(tree instanceof Tree.Leaf leaf) || leaf.type() != Tree.Leaf.Type.TEXT) {
      problems.add(
          Problem.error(tree.place(), notText(tree))
              .found(found(tree, text))
              .allowed(text.allowed()));
    } else if (!text.form().fits(leaf.text())) {
      problems.add(Problem.error(tree.place(), "not " + text.allowed()).found(found(tree, text)));
    }
  }

  private static String found(Tree tree, Shape.Text text) {
    return text.form().secret() && tree instanceof Tree.Leaf ? "a value not shown" : tree.shown();
  }

  private static String notText(Tree tree) {
    boolean other = tree instanceof Tree.Leaf leaf && leaf.type() != Tree.Leaf.Type.NOTHING;
    return other ? "not a text; a text that looks like a number or flag is quoted" : "not a text";
  }

  private void whole(Tree tree, Shape.Whole whole) {
    if (!(tree instanceof Tree.Leaf leaf) || leaf.type() != Tree.Leaf.Type.WHOLE_NUMBER) {
      boolean variable = tree instanceof Tree.Leaf text && text.written().contains("${");
      refuse(tree, whole, variable ? "variables stand in texts only" : "not a whole number");
      return;
    }
    Integer number = Scalars.number(leaf);
    if (number == null || number < whole.least() || number > whole.most()) {
      refuse(tree, whole, "out of range");
    }
  }

  private void flag(Tree tree, Shape.Flag flag) {
    if (!(tree instanceof Tree.Leaf leaf) || leaf.type() != Tree.Leaf.Type.FLAG) {
      refuse(tree, flag, "not true or false");
    }
  }

  private void choice(Tree tree, Shape.Choice choice) {
    if (!(tree instanceof Tree.Leaf leaf) || leaf.type() != Tree.Leaf.Type.TEXT) {
      refuse(tree, choice, "not one of the words");
    } else if (!choice.words().contains(leaf.text())) {
      problems.add(
          Problem.error(tree.place(), "unknown word")
              .found(tree.shown())
              .allowed(choice.allowed()));
    }
  }

  private void span(Tree tree, Shape.Span span) {
    Duration duration =
        tree instanceof Tree.Leaf leaf && leaf.type() == Tree.Leaf.Type.TEXT
            ? Scalars.duration(leaf.text())
            : null;
    if (duration == null) {
      refuse(tree, span, "not a duration such as 500ms, 10s, 15m, 1h or 30d");
    } else if (duration.compareTo(span.least()) < 0 || duration.compareTo(span.most()) > 0) {
      refuse(tree, span, "out of range");
    }
  }

  private void many(Tree tree, Shape.Many many) {
    if (!(tree instanceof Tree.Items items)) {
      refuse(tree, many, "not a list");
      return;
    }
    count(items.items().size(), tree.place(), new int[] {many.least(), many.most()});
    items.items().forEach(item -> check(item, many.item()));
  }

  private void named(Tree tree, Shape.Named named) {
    if (!(tree instanceof Tree.Entries entries)) {
      refuse(tree, named, "not a section");
      return;
    }
    count(entries.entries().size(), tree.place(), new int[] {named.least(), named.most()});
    entries
        .entries()
        .forEach(
            (name, entry) -> {
              if (!named.name().fits(name)) {
                problems.add(Problem.error(entry.key(), "the name is not " + named.name().words()));
              }
              check(entry.value(), named.value());
            });
  }

  private void count(int count, Place place, int[] range) {
    if (count < range[0] || count > range[1]) {
      problems.add(
          Problem.error(place, count < range[0] ? "too few entries" : "too many entries")
              .found(Integer.toString(count))
              .allowed(range[0] + "-" + range[1]));
    }
  }

  /** The option that has the type of a tree. */
  static Shape option(Tree tree, List<Shape> options) {
    for (Shape option : options) {
      boolean right =
          switch (option) {
            case Shape.Many _ -> tree instanceof Tree.Items;
            case Shape.Named _, Shape.Keys _ -> tree instanceof Tree.Entries;
            case Shape.Whole _ ->
                tree instanceof Tree.Leaf leaf && leaf.type() == Tree.Leaf.Type.WHOLE_NUMBER;
            default -> false;
          };
      if (right) {
        return option;
      }
    }
    return options.getLast();
  }

  private void refuse(Tree tree, Shape shape, String message) {
    problems.add(Problem.error(tree.place(), message).found(tree.shown()).allowed(shape.allowed()));
  }
}
