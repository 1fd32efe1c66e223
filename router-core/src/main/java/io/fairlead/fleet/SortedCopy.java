package io.fairlead.fleet;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that nobody can change: its entries lie in one list, in key order. To copy it once
 * more costs nothing, and two of them are compared in one walk.
 */
final class SortedCopy<K extends Comparable<? super K>, V> extends AbstractMap<K, V>
    implements SortedMap<K, V> {
  private final List<Map.Entry<K, V>> entries;

  private SortedCopy(List<Map.Entry<K, V>> entries) {
    this.entries = entries;
  }

  /** A copy of a map that is sorted by the keys' own order. */
  static <K extends Comparable<? super K>, V> SortedCopy<K, V> of(SortedMap<K, V> map) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map.Entry<K, V>[] entries = new Map.Entry[map.size()];
    int place = 0;
    for (Map.Entry<K, V> entry : map.entrySet()) {
      entries[place++] = Map.entry(entry.getKey(), entry.getValue());
    }
    return new SortedCopy<>(Arrays.asList(entries));
  }

  /**
   * The place of a key; where it is not there, minus one and minus the place that it would have.
   */
  private int place(Object key) {
    @SuppressWarnings("unchecked")
    Comparable<Object> wanted = (Comparable<Object>) key;
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = wanted.compareTo(entries.get(middle).getKey());
      if (order == 0) {
        return middle;
      }
      if (order > 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private int firstNotBelow(K key) {
    int place = place(key);
    return place >= 0 ? place : -place - 1;
  }

  @Override
  public @Nullable V get(Object key) {
    int place = place(key);
    return place < 0 ? null : entries.get(place).getValue();
  }

  @Override
  public boolean containsKey(Object key) {
    return place(key) >= 0;
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (Map.Entry<K, V> entry : entries) {
      action.accept(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return entries.iterator();
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }

  @Override
  public @Nullable Comparator<? super K> comparator() {
    return null;
  }

  @Override
  public SortedMap<K, V> subMap(K from, K to) {
    if (from.compareTo(to) > 0) {
      throw new IllegalArgumentException(from + " comes after " + to);
    }
    return new SortedCopy<>(entries.subList(firstNotBelow(from), firstNotBelow(to)));
  }

  @Override
  public SortedMap<K, V> headMap(K to) {
    return new SortedCopy<>(entries.subList(0, firstNotBelow(to)));
  }

  @Override
  public SortedMap<K, V> tailMap(K from) {
    return new SortedCopy<>(entries.subList(firstNotBelow(from), entries.size()));
  }

  @Override
  public K firstKey() {
    return atLeastOne().getFirst().getKey();
  }

  @Override
  public K lastKey() {
    return atLeastOne().getLast().getKey();
  }

  private List<Map.Entry<K, V>> atLeastOne() {
    if (entries.isEmpty()) {
      throw new NoSuchElementException("the map is empty");
    }
    return entries;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SortedCopy<?, ?> copy
        ? entries.equals(copy.entries)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
