package io.fairlead.wiring.aws;

import io.fairlead.port.TrafficDirector;
import io.fairlead.wiring.region.FleetParts;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What AWS brings to a fleet over several clouds. */
public final class AwsParts {
  private AwsParts() {}

  /**
   * The parts of a topology's regions in AWS, and of its zones in Route 53.
   *
   * @param targets the adapters of its addresses and zones, whose findings are told
   * @param opened what to close with the parts
   */
  public static FleetParts of(
      Topology topology, AwsPorts ports, TargetFindings targets, Runnable opened) {
    SortedMap<String, TrafficDirector> zones = new TreeMap<>();
    topology
        .zones()
        .forEach(
            (zone, host) -> {
              if (host instanceof ZoneHost.Route53) {
                zones.put(zone, targets.director());
              }
            });
    return new FleetParts(
        new TreeSet<>(AwsPorts.scopes(topology).keySet()),
        ports.cells(),
        ports.observations(),
        targets.mover(),
        zones,
        ports.flagParts(),
        ports.histories(),
        ports.clients()::clockOffset,
        targets::all,
        opened);
  }
}
