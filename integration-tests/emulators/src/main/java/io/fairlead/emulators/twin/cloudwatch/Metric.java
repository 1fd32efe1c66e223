package io.fairlead.emulators.twin.cloudwatch;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A metric of one region: equal in all three, or another one. */
public record Metric(
    String region, String namespace, String name, SortedMap<String, String> dimensions) {
  public Metric {
    dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
  }
}
