package io.fairlead.plan;

/** Whether rung 2 waits for rung 1 at a deployment that is Down. */
enum Ladder {
  /** Rung 1 cannot help: rung 2 may act. */
  RUNG_TWO,
  /** A move is planned or under way. */
  MOVING,
  /** A move was confirmed and the deployment has not had the time to rise. */
  SETTLING,
  /** The region's own observer has not looked since the deployment fell. */
  WAITING
}
