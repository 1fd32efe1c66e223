package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a region puts in place of {@code ${fairlead:NAME}} in files that it shows, such as the URLs
 * of its backends.
 *
 * @param settings where they are declared, for people
 */
public record RegionValues(String settings, SortedMap<String, String> values) {
  /** What a placeholder begins with. A further dollar sign before it escapes it. */
  public static final String OPEN = "${fairlead:";

  /** Characters of a name at most. */
  public static final int LONGEST_NAME = 63;

  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  public RegionValues {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** None at all. */
  public static RegionValues none(String settings) {
    return new RegionValues(settings, Collections.emptySortedMap());
  }

  /**
   * The value that a placeholder stands for.
   *
   * @throws UnknownValue where there is none
   */
  String of(String name, int line) {
    if (!NAME.matcher(name).matches()) {
      throw new UnknownValue(
          "line %d has '%s' and no name of lower-case letters, digits and inner dashes before a closing brace; a literal one is written '$%s'"
              .formatted(line, OPEN, OPEN));
    }
    String value = values.get(name);
    if (value == null) {
      throw new UnknownValue(
          "line %d names '%s%s}', of which %s has no value: add it there"
              .formatted(line, OPEN, name, settings));
    }
    return value;
  }

  /** Equal values have equal digests; nothing can be learned of a value from it but that. */
  public ContentDigest digest() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('\t').append(value).append('\n'));
    return ContentDigest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
