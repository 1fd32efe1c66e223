package io.fairlead.wiring.region;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Zones that others keep. To the planner they are unreadable, which blocks changes of their records
 * and nothing else: a region is judged by its home shares, and flags take it out.
 */
public record ExternalZones(Topology topology) implements TrafficDirector {
  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    zones.forEach(zone -> readings.put(zone, new Reading.Unreadable<>(why(zone))));
    return readings;
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    return orders.stream()
        .<ApplyOutcome>map(
            _ -> new ApplyOutcome.Refused("the zone is kept by others and is never written", false))
        .toList();
  }

  @Override
  public void level(Instant deadline) {
    // Nothing of it is ours.
  }

  private String why(String zone) {
    return topology.zones().get(zone) instanceof ZoneHost.External(String by)
        ? "kept by " + by + ", who reads the flags; its records are never written"
        : "nobody is declared to host it";
  }
}
