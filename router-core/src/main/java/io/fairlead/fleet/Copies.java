package io.fairlead.fleet;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Unmodifiable sorted copies, so that equal inputs are walked in equal order. */
final class Copies {
  private Copies() {}

  static <K extends Comparable<K>, V> SortedMap<K, V> sorted(SortedMap<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
