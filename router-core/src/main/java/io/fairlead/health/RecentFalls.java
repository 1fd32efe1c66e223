package io.fairlead.health;

import io.fairlead.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What fell from Up to Down within the panic window, whether or not it is back. What was Down when
 * it was first seen never fell.
 *
 * @param regions regions that fell
 * @param deployments by service, the regions where it fell; services without a fall are absent
 */
public record RecentFalls(
    SortedSet<String> regions, SortedMap<String, SortedSet<String>> deployments) {
  public RecentFalls {
    regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    TreeMap<String, SortedSet<String>> copied = new TreeMap<>();
    deployments.forEach(
        (service, fallen) ->
            copied.put(service, Collections.unmodifiableSortedSet(new TreeSet<>(fallen))));
    deployments = Collections.unmodifiableSortedMap(copied);
  }

  /** Counts the falls in held verdicts. */
  public static RecentFalls of(Fleet fleet, SortedMap<Subject, VerdictEntry> held, Instant now) {
    TreeSet<String> regions = new TreeSet<>();
    TreeMap<String, SortedSet<String>> deployments = new TreeMap<>();
    Duration window = fleet.safety().panicWindow();
    held.forEach(
        (subject, entry) -> {
          if (entry.penaltyAt().isBefore(now.minus(window))) {
            return;
          }
          switch (subject) {
            case Subject.OfRegion(String region) -> regions.add(region);
            case Subject.OfDeployment(String service, String region) ->
                deployments.computeIfAbsent(service, _ -> new TreeSet<>()).add(region);
            case Subject.OfNode _ -> {}
          }
        });
    return new RecentFalls(regions, deployments);
  }
}
