package io.fairlead.wiring.region;

import io.fairlead.fleet.Cloud;
import io.fairlead.wiring.topology.Topology;
import java.util.Optional;
import java.util.Set;

/** A technology's adapters; found by {@link java.util.ServiceLoader}. */
public interface RegionAdapters {
  /** The clouds whose regions it serves. */
  Set<Cloud> clouds();

  /** One sentence where a topology asks for what these adapters do not do; empty = nothing. */
  default Optional<String> objection(Topology topology) {
    return Optional.empty();
  }

  /**
   * One sentence where nobody who opens ports here may ask anything, as without credentials, with
   * what to do; empty = nothing is known that bars it. For commands of people: a process that stays
   * may be given credentials later.
   */
  default Optional<String> bar() {
    return Optional.empty();
  }

  /**
   * Every port of a fleet whose regions are all in these clouds. Opens nothing that must answer: a
   * dark region shows only when it is asked.
   */
  FleetPorts open(Topology topology, Opening opening);
}
