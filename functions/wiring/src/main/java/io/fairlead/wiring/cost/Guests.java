package io.fairlead.wiring.cost;

import io.fairlead.wiring.topology.Topology;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Regions of a fleet that are in another cloud than the bill is of, and what they call in it.
 *
 * @param regions how many
 * @param perTick calls of a tick of each, by operation; empty where there are none
 */
public record Guests(int regions, SortedMap<String, Integer> perTick) {
  public Guests {
    perTick =
        regions == 0
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(perTick));
  }

  /**
   * Of a topology.
   *
   * @param atHome regions in the bill's cloud
   */
  static Guests of(Topology topology, int atHome, SortedMap<String, Integer> perTick) {
    return new Guests(topology.fleet().regions().size() - atHome, perTick);
  }

  /** Calls of an operation in a minute by all of them. */
  double ofMinute(String operation, int ticks) {
    return (double) perTick.getOrDefault(operation, 0) * ticks * regions;
  }
}
