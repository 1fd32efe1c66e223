package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.Fault;

/** What happens at a call. */
// A fault is a record, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
enum Strike {
  /** The process dies before it is sent. */
  KILL_BEFORE(new Fault.CutBefore()),
  /** The process dies before it sees the answer. */
  KILL_AFTER(new Fault.CutAfter()),
  /** It is delivered twice. */
  DOUBLED(new Fault.Twice()),
  /** It takes effect, and nobody hears of it. */
  ANSWER_LOST(new Fault.CutAfter()),
  /** The connection breaks; it takes effect half an hour later. */
  LATE(new Fault.Late());

  private final Fault fault;

  Strike(Fault fault) {
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  /** Ticks that it may cost: a call without effect or answer is made again by the next tick. */
  int costs() {
    return this == DOUBLED ? 0 : 1;
  }

  boolean kills() {
    return this == KILL_BEFORE || this == KILL_AFTER;
  }
}
