package io.fairlead.plan;

/** Whether rung 2 waits for rung 1 at a deployment that is Down. */
enum Ladder {
  /** Rung 1 cannot help: rung 2 may act. */
  RUNG_TWO("rung 1 cannot help"),
  /** A move is planned or under way. */
  MOVING("rung 1 moves its address"),
  /** A move was confirmed; the deployment has not had the time to rise, or no probe since fails. */
  SETTLING("its address has just moved to a node that is Up"),
  /** The region's own observer has not looked since the deployment fell. */
  WAITING("waiting for one look of the region's own observer");

  private final String words;

  Ladder(String words) {
    this.words = words;
  }

  /** One phrase for people. */
  String words() {
    return words;
  }
}
