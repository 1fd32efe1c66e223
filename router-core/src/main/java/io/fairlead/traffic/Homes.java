package io.fairlead.traffic;

import io.fairlead.fleet.Partition;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shares of a partition when nothing is wrong. */
public final class Homes {
  private Homes() {}

  /** Percent by region: the declared shares, or all to the first of the order. */
  public static SortedMap<String, Integer> of(Partition partition) {
    if (!partition.shares().isEmpty()) {
      return partition.shares();
    }
    SortedMap<String, Integer> first = new TreeMap<>();
    first.put(partition.order().getFirst(), 100);
    return first;
  }
}
