package io.fairlead.fleet;

import java.util.Collections;
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
    return map.comparator() == null
        ? SortedCopy.of(map)
        : Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
