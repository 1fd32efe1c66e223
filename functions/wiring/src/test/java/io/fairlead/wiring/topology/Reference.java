package io.fairlead.wiring.topology;

import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the rows of the reference: every key, its type and range, its default, its meaning. */
final class Reference {
  private Reference() {}

  /** One table a section, in the order of the file. */
  static String of(Shape.Keys topology) {
    List<String> lines = new ArrayList<>();
    section("", topology, lines);
    return String.join("\n", lines) + "\n";
  }

  private static void section(String path, Shape.Keys keys, List<String> lines) {
    for (Key key : keys.keys()) {
      String at = path + key.name();
      Shape.Keys below = below(key.shape());
      lines.add(
          "| `"
              + at
              + suffix(key.shape())
              + "` | "
              + (below == null ? allowed(key.shape()) : "section")
              + " | "
              + presence(key, keys)
              + " | "
              + key.meaning()
              + " |");
      if (below != null) {
        section(at + suffix(key.shape()) + ".", shortened(key, below), lines);
      }
    }
  }

  /** The keys of https that http does not have, too. */
  private static Shape.Keys shortened(Key key, Shape.Keys below) {
    if (!key.name().equals("https")) {
      return below;
    }
    List<Key> own = below.keys().stream().filter(k -> k.name().equals("tls")).toList();
    return new Shape.Keys(own, List.of(), List.of());
  }

  private static Shape.@Nullable Keys below(Shape shape) {
    return switch (shape) {
      case Shape.Keys keys -> keys;
      case Shape.Named named -> below(named.value());
      case Shape.Many many -> below(many.item());
      default -> null;
    };
  }

  private static String suffix(Shape shape) {
    return switch (shape) {
      case Shape.Named _ -> ".NAME";
      case Shape.Many many -> below(many) == null ? "" : "[]";
      default -> "";
    };
  }

  private static String allowed(Shape shape) {
    return shape instanceof Shape.Named named
        ? named.least() + "-" + named.most() + " entries, each " + named.value().allowed()
        : shape.allowed();
  }

  private static String presence(Key key, Shape.Keys among) {
    if (key.required()) {
      return "required";
    }
    if (among.oneOf().contains(key.name())) {
      return "one of " + String.join(", ", among.oneOf());
    }
    for (Variant variant : among.variants()) {
      if (variant.needs().contains(key.name())) {
        return "required with `" + variant.key() + ": " + variant.word() + "`";
      }
    }
    return key.otherwise() == null ? "-" : "`" + key.otherwise() + "`";
  }

  /** A default as JSON. */
  static String json(Key key) {
    String text = String.valueOf(key.otherwise());
    return switch (key.shape()) {
      case Shape.Whole _, Shape.Flag _ -> text;
      case Shape.Many many when many.item() instanceof Shape.Whole -> text;
      case Shape.Many _ ->
          Stream.of(text.substring(1, text.length() - 1).split(", "))
              .collect(Collectors.joining("\",\"", "[\"", "\"]"));
      default -> "\"" + text + "\"";
    };
  }
}
