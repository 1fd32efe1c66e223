package io.fairlead.emulators.azure.app;

/** Which write of a public IP's move a process is killed at, and whether Azure takes it. */
enum MoveKill {
  /** It is on no NIC from then on. */
  TAKEN_OFF(true, true),
  /** Between the two writes, as Azure sees it. */
  PUT_ON_LOST(false, false),
  PUT_ON(false, true);

  private final boolean first;
  private final boolean carriedOut;

  MoveKill(boolean first, boolean carriedOut) {
    this.first = first;
    this.carriedOut = carriedOut;
  }

  /** The NIC that is written. */
  String nic(String from, String to) {
    return first ? from : to;
  }

  boolean isCarriedOut() {
    return carriedOut;
  }
}
