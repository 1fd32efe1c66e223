package io.fairlead.fleet;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A region's probing function.
 *
 * @param from source address of its probes; absent = the system's choice
 * @param reaches the regions it can reach; empty = all
 */
public record Observer(@Nullable String from, SortedSet<String> reaches) {
  public Observer {
    reaches = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(reaches));
  }

  /** Whether this observer can reach public endpoints of a region. */
  public boolean canReach(String region) {
    return reaches.isEmpty() || reaches.contains(region);
  }
}
