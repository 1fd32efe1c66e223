package io.fairlead.wiring.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Gives every node its path and replaces variables; tells duplicate keys. */
final class TreeBuilder {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  /** What YAML 1.1 or 1.2 readers take for a number, and we do not. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?0[xob][0-9A-Fa-f_]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private final Substitution substitution;
  private final Problems problems;
  private int nodes;
  private int depth;

  TreeBuilder(Substitution substitution, Problems problems) {
    this.substitution = substitution;
    this.problems = problems;
  }

  Tree build(RawNode root) {
    return build(root, "");
  }

  private Tree build(RawNode node, String path) {
    if (++nodes > YamlLimits.NODES) {
      throw new RawReader.Refused(
          Problem.error(node.place(), "too many values, aliases repeated")
              .allowed("at most " + YamlLimits.NODES));
    }
    if (++depth > YamlLimits.DEPTH) {
      throw new RawReader.Refused(
          Problem.error(node.place(), "nested too deeply, aliases followed")
              .allowed("at most " + YamlLimits.DEPTH + " levels"));
    }
    Place place = new Place(node.place().line(), node.place().column(), path);
    Tree built =
        switch (node) {
          case RawNode.Scalar scalar -> leaf(scalar, place);
          case RawNode.Sequence sequence -> items(sequence, place);
          case RawNode.Mapping mapping -> entries(mapping, place);
        };
    depth--;
    return built;
  }

  private Tree leaf(RawNode.Scalar scalar, Place place) {
    Tree.Leaf.Type type = scalar.plain() ? typeOf(scalar.text()) : Tree.Leaf.Type.TEXT;
    String text = substitution.replace(scalar.text(), place);
    boolean resolved = text != null;
    return new Tree.Leaf(place, scalar.text(), text == null ? scalar.text() : text, type, resolved);
  }

  private static Tree.Leaf.Type typeOf(String plain) {
    return switch (plain) {
      case "", "~", "null", "Null", "NULL" -> Tree.Leaf.Type.NOTHING;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Tree.Leaf.Type.FLAG;
      default -> {
        if (WHOLE.matcher(plain).matches()) {
          yield Tree.Leaf.Type.WHOLE_NUMBER;
        }
        yield NUMBER.matcher(plain).matches() ? Tree.Leaf.Type.OTHER_NUMBER : Tree.Leaf.Type.TEXT;
      }
    };
  }

  private Tree items(RawNode.Sequence sequence, Place place) {
    List<Tree> items = new ArrayList<>();
    for (RawNode item : sequence.items()) {
      items.add(build(item, place.at(items.size())));
    }
    return new Tree.Items(place, items);
  }

  private Tree entries(RawNode.Mapping mapping, Place place) {
    SequencedMap<String, Tree.Entry> entries = new LinkedHashMap<>();
    for (RawNode.Pair pair : mapping.pairs()) {
      String path = place.under(pair.key().text());
      Place at = new Place(pair.key().place().line(), pair.key().place().column(), path);
      Tree.Entry first = entries.get(pair.key().text());
      if (first != null) {
        problems.add(
            Problem.error(at, "duplicate key, first on line " + first.key().line())
                .allowed("each key once"));
      } else {
        entries.put(pair.key().text(), new Tree.Entry(at, build(pair.value(), path)));
      }
    }
    return new Tree.Entries(place, entries);
  }
}
