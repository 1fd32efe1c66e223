package io.fairlead.fleet;

import java.util.Comparator;

/** A failover group in one region: what leaves, latches and returns together. */
public record RegionGroup(String region, String group) implements Comparable<RegionGroup> {
  private static final Comparator<RegionGroup> ORDER =
      Comparator.comparing(RegionGroup::region).thenComparing(RegionGroup::group);

  @Override
  public int compareTo(RegionGroup other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return region + "/" + group;
  }
}
