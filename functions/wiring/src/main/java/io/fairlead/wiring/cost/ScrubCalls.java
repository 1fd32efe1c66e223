package io.fairlead.wiring.cost;

import io.fairlead.artifact.ScrubCursor;
import io.fairlead.wiring.topology.ArtifactPlace;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;

/**
 * What reading copies in stores again costs: each object once in a round, and a mark after each
 * step. How many objects a copy has, a topology does not tell.
 *
 * @param copies of sets that regions have in stores of one kind
 */
record ScrubCalls(int copies) {
  /** Objects that a copy is taken to have. */
  static final int OBJECTS = 100_000;

  private static final double MONTH_HOURS = 730;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /**
   * Those of a topology. A store is paid for where it is, whichever cloud its region is in.
   *
   * @param kind of the stores
   */
  static ScrubCalls of(Topology topology, Class<? extends ArtifactPlace> kind) {
    long copies =
        topology.replication().sets().values().stream()
            .flatMap(set -> set.regions().values().stream())
            .filter(region -> kind.isInstance(region.into()))
            .count();
    return new ScrubCalls((int) copies);
  }

  /** Reads of a month, of all copies; pages of manifests are one in 256 besides. */
  double reads() {
    double rounds = MONTH_HOURS / ScrubCursor.ROUND.toHours();
    return copies * rounds * OBJECTS * (1 + 1 / 256.0);
  }

  /** Writes of marks a month, of all copies. */
  double writes() {
    return copies * MONTH_HOURS / (ScrubCursor.STEP.toMillis() / (double) HOUR);
  }
}
