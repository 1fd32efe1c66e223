package io.fairlead.wiring.region;

import io.fairlead.wiring.topology.Topology;
import java.util.List;

/** Adapters that serve their cloud's part of a fleet, whatever other clouds it is in. */
public interface CloudAdapters extends RegionAdapters {
  /**
   * What they bring: of the regions in their cloud, and of the zones that it hosts. Opens nothing
   * that must answer.
   *
   * @param opening has the passports of the other clouds
   */
  FleetParts parts(Topology topology, Opening opening);

  /** By what other clouds know this process; empty where this one gives it nothing. */
  List<Passport> passports(Opening opening);
}
