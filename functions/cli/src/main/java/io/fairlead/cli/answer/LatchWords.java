package io.fairlead.cli.answer;

import io.fairlead.fleet.FailbackMode;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.Latch;

/** What a latch waits for. */
final class LatchWords {
  private static final String CYCLES = "fairlead";

  private LatchWords() {}

  /**
   * Whether only an operator's failback releases it: manual failback, or an operator's failover.
   */
  static boolean waitsForFailback(Fleet fleet, Latch latch) {
    FailbackMode mode = fleet.service(latch.where().service()).failback();
    return !latch.released() && (mode == FailbackMode.MANUAL || !latch.by().equals(CYCLES));
  }

  /** The flag that takes the latched deployment out. */
  static RegionGroup flag(Fleet fleet, Latch latch) {
    return new RegionGroup(
        latch.where().region(), fleet.service(latch.where().service()).failoverGroup());
  }
}
