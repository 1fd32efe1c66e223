package io.fairlead.fleet;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A slice of a service with its own DNS name.
 *
 * @param zone the DNS zone that holds the name; one epoch record each
 * @param demand declared peak demand in requests a second
 * @param residency jurisdictions it may be served from; empty = all
 * @param shares home shares in percent that add up to 100; empty for active-passive
 * @param order preferred regions first; empty for partitioned
 * @param overflow address or name that takes what fits nowhere
 */
public record Partition(
    PartitionId id,
    String dnsName,
    String zone,
    Duration ttl,
    int demand,
    SortedSet<String> residency,
    SortedMap<String, Integer> shares,
    List<String> order,
    @Nullable String overflow) {
  public Partition {
    residency = Collections.unmodifiableSortedSet(new TreeSet<>(residency));
    shares = Copies.sorted(shares);
    order = List.copyOf(order);
    int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
    if (shares.isEmpty() == order.isEmpty()) {
      throw new IllegalArgumentException("partition " + id + " needs shares or an order");
    }
    if (!shares.isEmpty() && sum != 100) {
      throw new IllegalArgumentException("shares of " + id + " add up to " + sum + ", not 100");
    }
    if (!dnsName.equals(zone) && !dnsName.endsWith("." + zone)) {
      throw new IllegalArgumentException(dnsName + " does not lie in zone " + zone);
    }
  }

  /** Whether this partition may be served from a jurisdiction. */
  public boolean permits(String jurisdiction) {
    return residency.isEmpty() || residency.contains(jurisdiction);
  }
}
