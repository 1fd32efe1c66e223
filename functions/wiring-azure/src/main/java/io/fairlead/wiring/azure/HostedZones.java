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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Each zone by the director of who hosts it, all directors side by side.
 *
 * @param byZone directors of zones that are written
 * @param others director of every other zone
 */
record HostedZones(SortedMap<String, TrafficDirector> byZone, TrafficDirector others)
    implements TrafficDirector {
  HostedZones {
    byZone = Collections.unmodifiableSortedMap(new TreeMap<>(byZone));
  }

  /**
   * The director of all zones of a topology.
   *
   * @param profiles of zones that are profiles of Traffic Manager
   * @param dns of zones of Azure DNS
   */
  static TrafficDirector of(Topology topology, TrafficDirector profiles, TrafficDirector dns) {
    SortedMap<String, TrafficDirector> byZone = new TreeMap<>();
    topology
        .zones()
        .forEach((zone, host) -> of(host, profiles, dns).ifPresent(it -> byZone.put(zone, it)));
    return new HostedZones(byZone, new ExternalZones(topology));
  }

  private static Optional<TrafficDirector> of(
      ZoneHost host, TrafficDirector profiles, TrafficDirector dns) {
    return switch (host) {
      case ZoneHost.TrafficManager _ -> Optional.of(profiles);
      case ZoneHost.AzureDns _ -> Optional.of(dns);
      case ZoneHost.Route53 _, ZoneHost.External _ -> Optional.empty();
    };
  }

  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
    Map<TrafficDirector, SortedSet<String>> parts = new LinkedHashMap<>();
    zones.forEach(zone -> parts.computeIfAbsent(of(zone), _ -> new TreeSet<>()).add(zone));
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    SideBySide.all(
            List.copyOf(parts.entrySet()), part -> part.getKey().zones(part.getValue(), deadline))
        .forEach(readings::putAll);
    return readings;
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    Map<TrafficDirector, List<Integer>> parts = new LinkedHashMap<>();
    for (int i = 0; i < orders.size(); i++) {
      parts.computeIfAbsent(of(orders.get(i)), _ -> new ArrayList<>()).add(i);
    }
    SortedMap<Integer, ApplyOutcome> outcomes = new TreeMap<>();
    SideBySide.all(
            List.copyOf(parts.entrySet()),
            part -> {
              List<Order> its = part.getValue().stream().map(orders::get).toList();
              return inPlace(part.getValue(), part.getKey().change(its, deadline));
            })
        .forEach(outcomes::putAll);
    return List.copyOf(outcomes.values());
  }

  /** Each director answers in the order that it was given. */
  private static SortedMap<Integer, ApplyOutcome> inPlace(
      List<Integer> places, List<ApplyOutcome> ended) {
    SortedMap<Integer, ApplyOutcome> outcomes = new TreeMap<>();
    for (int i = 0; i < places.size(); i++) {
      outcomes.put(places.get(i), ended.get(i));
    }
    return outcomes;
  }

  @Override
  public void level(Instant deadline) {
    Set<TrafficDirector> all = new LinkedHashSet<>(byZone.values());
    all.add(others);
    SideBySide.all(
        List.copyOf(all),
        director -> {
          director.level(deadline);
          return true;
        });
  }

  private TrafficDirector of(Order order) {
    return order.step() instanceof Step.ChangeRecords change ? of(change.batch().zone()) : others;
  }

  private TrafficDirector of(String zone) {
    return byZone.getOrDefault(zone, others);
  }
}
