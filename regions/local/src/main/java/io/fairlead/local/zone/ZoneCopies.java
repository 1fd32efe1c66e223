package io.fairlead.local.zone;

import io.fairlead.local.client.Answer;
import io.fairlead.local.client.Outcomes;
import io.fairlead.local.http.Json;
import io.fairlead.port.Reading;
import io.fairlead.traffic.RecordSets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every edge holds of one zone.
 *
 * @param held content by region of the edges that answered
 * @param unreadable why the others did not
 */
record ZoneCopies(
    String zone, SortedMap<String, RecordSets> held, SortedMap<String, String> unreadable) {
  ZoneCopies {
    held = Collections.unmodifiableSortedMap(new TreeMap<>(held));
    unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
  }

  static ZoneCopies of(String zone, SortedMap<String, Answer> answers) {
    SortedMap<String, RecordSets> held = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    answers.forEach(
        (region, answer) -> {
          switch (answer) {
            case Answer.Lost lost -> unreadable.put(region, lost.why());
            case Answer.NotSent _ -> unreadable.put(region, "no time was left to ask");
            case Answer.Got got when got.status() != 200 ->
                unreadable.put(region, Outcomes.error(got));
            case Answer.Got got -> read(region, got, held, unreadable);
          }
        });
    return new ZoneCopies(zone, held, unreadable);
  }

  /** What a majority of all edges holds. */
  Reading<RecordSets> reading() {
    return agreed()
        .<Reading<RecordSets>>map(Reading.Known::new)
        .orElseGet(() -> new Reading.Unreadable<>(disagreement()));
  }

  /** What every edge should hold; empty when too few answered, or two contents share an epoch. */
  Optional<RecordSets> wanted() {
    Optional<RecordSets> agreed = agreed();
    if (agreed.isPresent() || held.size() < Majority.needed(edges())) {
      return agreed;
    }
    long highest = held.values().stream().mapToLong(RecordSets::epoch).max().orElse(0);
    List<RecordSets> contents =
        held.values().stream().filter(sets -> sets.epoch() == highest).distinct().toList();
    return contents.size() == 1 ? Optional.of(contents.getFirst()) : Optional.empty();
  }

  /** Edges that answered and have a lower epoch. */
  List<String> behind(RecordSets wanted) {
    return held.entrySet().stream()
        .filter(entry -> entry.getValue().epoch() < wanted.epoch())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private Optional<RecordSets> agreed() {
    return held.values().stream()
        .distinct()
        .filter(sets -> count(sets) >= Majority.needed(edges()))
        .max(Comparator.comparingLong(RecordSets::epoch));
  }

  private long count(RecordSets sets) {
    return held.values().stream().filter(sets::equals).count();
  }

  private int edges() {
    return held.size() + unreadable.size();
  }

  private String disagreement() {
    StringBuilder text = new StringBuilder("no majority of edges agrees on " + zone + ":");
    held.forEach(
        (region, sets) ->
            text.append(' ').append(region).append(" has epoch ").append(sets.epoch()).append(';'));
    unreadable.forEach(
        (region, why) -> text.append(' ').append(Outcomes.named(region, why)).append(';'));
    return text.substring(0, text.length() - 1);
  }

  private static void read(
      String region,
      Answer.Got got,
      SortedMap<String, RecordSets> held,
      SortedMap<String, String> unreadable) {
    try {
      held.put(region, ZoneJson.zone(Json.parse(got.body())));
    } catch (IllegalArgumentException e) {
      unreadable.put(region, region + ": " + e.getMessage());
    }
  }
}
