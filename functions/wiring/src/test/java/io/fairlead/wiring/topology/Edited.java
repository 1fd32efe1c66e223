package io.fairlead.wiring.topology;

import io.fairlead.wiring.yaml.Problem;
import java.util.List;
import java.util.Map;

/** A published topology with some of its text replaced. */
record Edited(String text) {
  static Edited threeRegions() {
    return new Edited(Examples.text("three-regions"));
  }

  /** Replaces a text that must be there; all its occurrences. */
  Edited with(String old, String now) {
    if (!text.contains(old)) {
      throw new IllegalArgumentException("the example has no " + old);
    }
    return new Edited(text.replace(old, now));
  }

  /** Replaces the first occurrence of a text that must be there. */
  Edited once(String old, String now) {
    int at = text.indexOf(old);
    if (at < 0) {
      throw new IllegalArgumentException("the example has no " + old);
    }
    return new Edited(text.substring(0, at) + now + text.substring(at + old.length()));
  }

  /** The same after removing every line that holds a text. */
  Edited withoutLine(String part) {
    List<String> kept = text.lines().filter(line -> !line.contains(part)).toList();
    if (kept.size() == text.lines().count()) {
      throw new IllegalArgumentException("the example has no line with " + part);
    }
    return new Edited(String.join("\n", kept) + "\n");
  }

  /** The same with lines at the end. */
  Edited and(String lines) {
    return new Edited(text + "\n" + lines + "\n");
  }

  Topology valid() {
    return Examples.valid(text);
  }

  /** Every problem as text without its line; empty if there is none. */
  List<String> problems() {
    return problems(Map.of());
  }

  List<String> problems(Map<String, String> environment) {
    return texts(found(Examples.read(text, environment)));
  }

  /** The errors of a file that must have some. */
  List<String> errors() {
    List<Problem> errors = found(Examples.read(text)).stream().filter(Problem::isError).toList();
    return texts(errors);
  }

  /** The warnings of a file that must be valid. */
  List<String> warnings() {
    return switch (Examples.read(text)) {
      case ReadTopology.Valid valid -> texts(valid.warnings());
      case ReadTopology.Invalid invalid ->
          throw new AssertionError(String.join("\n", texts(invalid.problems())));
    };
  }

  private static List<Problem> found(ReadTopology read) {
    return switch (read) {
      case ReadTopology.Valid valid -> valid.warnings();
      case ReadTopology.Invalid invalid -> invalid.problems();
    };
  }

  private static List<String> texts(List<Problem> problems) {
    return problems.stream().map(Edited::unplaced).toList();
  }

  /** Without line numbers, which change with every comment in the examples. */
  private static String unplaced(Problem problem) {
    return problem.text("f").replaceFirst("^f(:\\d+)?: ", "").replaceAll(" \\(line \\d+\\)", "");
  }
}
