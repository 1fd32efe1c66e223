package io.fairlead.wiring.cost;

import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.function.CopiesBeside;
import io.fairlead.wiring.stack.SeenCopies;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;

/** Reads by which ticks tell how far copies of artifact sets are behind. */
public final class CopyCalls {
  private CopyCalls() {}

  /**
   * Reads a minute of stores in a cloud, by all regions whose functions look into them, while
   * nothing is behind. A look at a copy that is behind reads two manifests besides.
   */
  public static double ofMinute(Topology topology, Cloud cloud) {
    double looks =
        (double) Duration.ofMinutes(1).toMillis() / CopiesBeside.every(topology.fleet()).toMillis();
    return looks
        * topology.fleet().regions().values().stream()
            .filter(region -> region.cloud() != Cloud.LOCAL)
            .map(Region::name)
            .mapToInt(region -> ofLook(topology, region, cloud))
            .sum();
  }

  /** Those of one look of a region. */
  public static int ofLook(Topology topology, String region, Cloud cloud) {
    return SeenCopies.of(topology, region).stream()
        .filter(seen -> SeenCopies.cloud(seen.place()) == cloud)
        .mapToInt(SeenCopies.Seen::reads)
        .sum();
  }
}
