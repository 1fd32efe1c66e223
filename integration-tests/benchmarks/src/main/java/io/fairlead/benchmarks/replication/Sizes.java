package io.fairlead.benchmarks.replication;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much is measured.
 *
 * @param small objects of the first copy, each of {@code smallBytes}
 * @param large objects of another first copy, each of {@code largeBytes}
 * @param again objects of which nothing, and then ten, have changed
 * @param huge objects of a set whose content is not made: its manifests alone count
 * @param folder files of a folder that is published, in one folder
 * @param rounds of the first copies, of which the medians count
 */
record Sizes(
    int small,
    int smallBytes,
    int large,
    int largeBytes,
    int again,
    int huge,
    int folder,
    int rounds) {
  /** Some objects of one size. */
  record Objects(String name, int count, int bytes) {}

  /** What the figures in the documents were measured with. */
  static final Sizes FULL =
      new Sizes(10_000, 8 << 10, 20, 256 << 20, 100_000, 1_000_000, 1_000_000, 3);

  /** From words such as {@code small=100}; what is not named is as in {@link #FULL}. */
  static Sizes parse(String... words) {
    Map<String, Integer> named = new TreeMap<>();
    for (String word : words) {
      String[] parts = word.split("=", 2);
      if (parts.length != 2 || !parts[1].matches("[0-9]{1,9}")) {
        throw new IllegalArgumentException("expected words such as small=100, found " + word);
      }
      named.put(parts[0], Integer.parseInt(parts[1]));
    }
    Sizes sizes =
        new Sizes(
            taken(named, "small", FULL.small),
            taken(named, "smallBytes", FULL.smallBytes),
            taken(named, "large", FULL.large),
            taken(named, "largeBytes", FULL.largeBytes),
            taken(named, "again", FULL.again),
            taken(named, "huge", FULL.huge),
            taken(named, "folder", FULL.folder),
            taken(named, "rounds", FULL.rounds));
    if (!named.isEmpty()) {
      throw new IllegalArgumentException("there is no size " + named.keySet());
    }
    return sizes;
  }

  private static int taken(Map<String, Integer> named, String name, int otherwise) {
    Integer value = named.remove(name);
    return value == null ? otherwise : value;
  }
}
