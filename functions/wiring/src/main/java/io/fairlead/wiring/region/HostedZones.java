package io.fairlead.wiring.region;

import io.fairlead.journal.Step;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Order;
import io.fairlead.port.Reading;
import io.fairlead.port.SideBySide;
import io.fairlead.port.TrafficDirector;
import io.fairlead.traffic.RecordSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Each zone by the director of who hosts it, all directors side by side.
 *
 * @param byZone directors of zones that are written
 * @param others director of every other zone
 * @param sideBySide how several directors are asked
 */
public record HostedZones(
    SortedMap<String, TrafficDirector> byZone, TrafficDirector others, SideBySide sideBySide)
    implements TrafficDirector {
  public HostedZones {
    byZone = Collections.unmodifiableSortedMap(new TreeMap<>(byZone));
  }

  @Override
  public SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline) {
    Map<TrafficDirector, SortedSet<String>> parts = new LinkedHashMap<>();
    zones.forEach(zone -> parts.computeIfAbsent(of(zone), _ -> new TreeSet<>()).add(zone));
    List<Supplier<SortedMap<String, Reading<RecordSets>>>> calls = new ArrayList<>();
    parts.forEach((director, its) -> calls.add(() -> director.zones(its, deadline)));
    SortedMap<String, Reading<RecordSets>> readings = new TreeMap<>();
    sideBySide.all(calls).forEach(readings::putAll);
    return readings;
  }

  @Override
  public List<ApplyOutcome> change(List<Order> orders, Instant deadline) {
    Map<TrafficDirector, List<Integer>> parts = new LinkedHashMap<>();
    for (int i = 0; i < orders.size(); i++) {
      parts.computeIfAbsent(of(orders.get(i)), _ -> new ArrayList<>()).add(i);
    }
    List<Supplier<SortedMap<Integer, ApplyOutcome>>> calls = new ArrayList<>();
    parts.forEach(
        (director, places) ->
            calls.add(
                () -> {
                  List<Order> its = places.stream().map(orders::get).toList();
                  return inPlace(places, director.change(its, deadline));
                }));
    SortedMap<Integer, ApplyOutcome> outcomes = new TreeMap<>();
    sideBySide.all(calls).forEach(outcomes::putAll);
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
    List<Supplier<Boolean>> calls = new ArrayList<>();
    for (TrafficDirector director : all) {
      calls.add(
          () -> {
            director.level(deadline);
            return true;
          });
    }
    sideBySide.all(calls);
  }

  private TrafficDirector of(Order order) {
    return order.step() instanceof Step.ChangeRecords change ? of(change.batch().zone()) : others;
  }

  private TrafficDirector of(String zone) {
    return byZone.getOrDefault(zone, others);
  }
}
