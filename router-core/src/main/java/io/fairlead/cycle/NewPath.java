package io.fairlead.cycle;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.port.Prober;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;

/**
 * The way that traffic takes over a floating address after a move. A read says where an address is;
 * only a probe through it says that it serves there.
 */
@FunctionalInterface
public interface NewPath {
  /** Those of the addresses through which some service on them does not answer. */
  SortedSet<AddressId> silent(SortedSet<AddressId> addresses, Instant deadline);

  /**
   * One probe of each service on an address, from an observer of the fleet. An observer that cannot
   * reach an address says nothing of it.
   */
  static NewPath probed(Fleet fleet, String observer, Prober prober) {
    return new ProbedPath(fleet, observer, prober);
  }

  /** Never tried: what is read is believed. */
  static NewPath untried() {
    return (_, _) -> Collections.emptySortedSet();
  }
}
