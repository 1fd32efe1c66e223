package io.fairlead.wiring.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A part of a file that knows where it stands. */
public sealed interface Tree {
  /** Where it stands. */
  Place place();

  /** What it is, for people: {@code a list}, {@code a section} or the text itself. */
  String shown();

  /**
   * A single value.
   *
   * @param written as in the file
   * @param text with variables and file references replaced; as written if that failed
   * @param type what it is without further knowledge
   * @param resolved false if a variable or a file was missing, which has been told already
   */
  record Leaf(Place place, String written, String text, Type type, boolean resolved)
      implements Tree {
    private static final int LONGEST_SHOWN = 60;

    /** What YAML 1.2 makes of a value, before anybody says what it should be. */
    public enum Type {
      TEXT,
      WHOLE_NUMBER,
      FLAG,
      NOTHING,
      /** A plain value such as 1.5 or 0x10, which readers of YAML understand differently. */
      OTHER_NUMBER
    }

    /** Whether the text came, in part, from outside the file. */
    public boolean replaced() {
      return !written.equals(text);
    }

    @Override
    public String shown() {
      if (type == Type.NOTHING) {
        return "nothing";
      }
      return Secrets.looksSecret(written)
          ? "a value not shown, it looks secret"
          : "'" + Shown.clipped(written, LONGEST_SHOWN) + "'";
    }
  }

  /** A list. */
  record Items(Place place, List<Tree> items) implements Tree {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }

  /** Keys with values, in the file's order. */
  record Entries(Place place, SequencedMap<String, Entry> entries) implements Tree {
    public Entries {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key, if it is there. */
    public @Nullable Tree get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public String shown() {
      return "a section";
    }
  }

  /** A key's place and its value. */
  record Entry(Place key, Tree value) {}
}
