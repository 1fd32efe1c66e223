package io.fairlead.artifact;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the lines of a signed text, such as a manifest, in their one order. */
public final class ManifestLines {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final String text;
  private int at;

  /** Lines of a text, from its first on. */
  public ManifestLines(String text) {
    this.text = text;
  }

  /** A line that says just this. */
  public void expect(String line) {
    String found = next();
    if (!found.equals(line)) {
      throw new IllegalArgumentException("expected '" + line + "', found '" + found + "'");
    }
  }

  /** The value of the next line, which has this key. */
  public String value(String key) {
    String found = next();
    if (!found.startsWith(key + " ")) {
      throw new IllegalArgumentException("expected '" + key + "', found '" + found + "'");
    }
    return found.substring(key.length() + 1);
  }

  /** The whole number of the next line, which has this key. */
  public long number(String key) {
    return number(value(key), key);
  }

  /** The time of the next line, which has this key. */
  public Instant time(String key) {
    String value = value(key);
    try {
      return Instant.parse(value);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException("expected a time as '" + key + "', found '" + value + "'");
    }
  }

  /** As many lines as the line with this key says. */
  public <T> List<T> list(String key, Function<String, T> item) {
    long count = number(key);
    // Every line has a character or more, so no list is longer than the rest of the text.
    if (count > text.length() - at) {
      throw new IllegalArgumentException("expected " + count + " lines of '" + key + "'");
    }
    List<T> items = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      items.add(item.apply(next()));
    }
    return items;
  }

  /** Whether lines are left. */
  public boolean hasMore() {
    return at < text.length();
  }

  /** The parts of a value between single blanks. */
  public String[] fields(String value, int count) {
    String[] parts = value.split(" ", -1);
    if (parts.length != count) {
      throw new IllegalArgumentException("expected " + count + " fields, found '" + value + "'");
    }
    return parts;
  }

  /** A whole number, written as it is signed. */
  public static long number(String text, String what) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a " + what + ", found '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private String next() {
    int end = text.indexOf('\n', at);
    if (end < 0) {
      throw new IllegalArgumentException("the text ends too early");
    }
    String line = text.substring(at, end);
    at = end + 1;
    return line;
  }
}
