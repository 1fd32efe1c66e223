package io.fairlead.wiring.azure;

import io.fairlead.azure.client.SideBySide;
import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The zones of a topology, each by the director of its host, all side by side.
 *
 * @param byZone the directors
 * @param others for zones that have none
 */
record HostedZones(SortedMap<String, TrafficDirector> byZone, TrafficDirector others)
    implements TrafficDirector {
  HostedZones {
    byZone = Collections.unmodifiableSortedMap(new TreeMap<>(byZone));
  }

  /** The director of all zones; those whose host is not written are kept by others. */
  static TrafficDirector of(Topology topology, TrafficDirector trafficManager) {
    SortedMap<String, TrafficDirector> byZone = new TreeMap<>();
    topology
        .zones()
        .forEach(
            (zone, host) -> {
              if (host instanceof ZoneHost.TrafficManager) {
                byZone.put(zone, trafficManager);
              }
            });
    return new HostedZones(byZone, new ExternalZones(topology));
  }

  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    SideBySide.all(
            List.copyOf(zones),
            zone -> director(zone).zones(new TreeSet<>(List.of(zone)), deadline))
        .forEach(readings::putAll);
    return readings;
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    return SideBySide.all(
        List.copyOf(orders),
        order -> director(zone(order)).change(List.of(order), deadline).getFirst());
  }

  @Override
  public void level(Instant deadline) {
    byZone.values().stream().distinct().forEach(director -> director.level(deadline));
  }

  private TrafficDirector director(String zone) {
    return byZone.getOrDefault(zone, others);
  }

  private static String zone(Order order) {
    return order.step() instanceof Step.ChangeRecords change ? change.batch().zone() : "";
  }
}
