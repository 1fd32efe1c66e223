package io.fairlead.fleet;

import java.util.SortedMap;
import java.util.TreeMap;

/** Unmodifiable sorted copies, so that equal inputs are walked in equal order. */
public final class Copies {
  private Copies() {}

  /** A copy in key order; of a copy, the copy itself. */
  public static <K extends Comparable<? super K>, V> SortedMap<K, V> sorted(SortedMap<K, V> map) {
    if (map instanceof SortedCopy<K, V>) {
      return map;
    }
    if (map.comparator() == null) {
      return SortedCopy.of(map);
    }
    // A map of another order would be walked in it: only the keys' own is the same for all.
    SortedMap<K, V> natural = new TreeMap<>();
    natural.putAll(map);
    return SortedCopy.of(natural);
  }
}
