package io.fairlead.wiring.shape;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What may stand in one place. */
public sealed interface Shape {
  /** For people: type and range. */
  String allowed();

  /** A text of some form. */
  record Text(Form form) implements Shape {
    @Override
    public String allowed() {
      return form.words();
    }
  }

  /** A whole number, both ends included. */
  record Whole(int least, int most) implements Shape {
    @Override
    public String allowed() {
      return "a whole number " + least + "-" + most;
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements Shape {
    @Override
    public String allowed() {
      return "true or false";
    }
  }

  /** One of a few words. */
  record Choice(List<String> words) implements Shape {
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public String allowed() {
      return String.join(" or ", words);
    }
  }

  /** A duration, both ends included. */
  record Span(Duration least, Duration most) implements Shape {
    @Override
    public String allowed() {
      return "a duration " + Spans.text(least) + " to " + Spans.text(most);
    }
  }

  /** A list. */
  record Many(Shape item, int least, int most) implements Shape {
    @Override
    public String allowed() {
      return "a list of " + least + "-" + most + ", each " + item.allowed();
    }
  }

  /** Entries under names that the user chooses. */
  record Named(Form name, Shape value, int least, int most) implements Shape {
    @Override
    public String allowed() {
      return least + "-" + most + " entries named by " + name.words();
    }
  }

  /**
   * Entries under keys that are given.
   *
   * @param oneOf keys of which exactly one is there; empty = no such rule
   * @param variants what else holds for certain values
   */
  record Keys(List<Key> keys, List<String> oneOf, List<Variant> variants) implements Shape {
    public Keys {
      keys = List.copyOf(keys);
      oneOf = List.copyOf(oneOf);
      variants = List.copyOf(variants);
    }

    @Override
    public String allowed() {
      return keys.stream().map(Key::name).collect(Collectors.joining(", "));
    }
  }

  /** The first option that has the right type decides. */
  record Either(List<Shape> options) implements Shape {
    public Either {
      options = List.copyOf(options);
    }

    @Override
    public String allowed() {
      return options.stream().map(Shape::allowed).collect(Collectors.joining(", or "));
    }
  }
}
