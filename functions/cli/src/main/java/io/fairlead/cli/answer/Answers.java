package io.fairlead.cli.answer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Answers that DNS servers gave just now.
 *
 * @param byName number of answers by DNS name and region; without names that nobody was asked for
 */
public record Answers(SortedMap<String, SortedMap<String, Integer>> byName) {
  public Answers {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** Whether any server was asked for a name. */
  public boolean asked(String dnsName) {
    return byName.containsKey(dnsName);
  }

  /** Percent of a name's answers that led to a region, rounded; -1 = no answer came. */
  public int percent(String dnsName, String region) {
    SortedMap<String, Integer> counts = byName.get(dnsName);
    int sum = counts == null ? 0 : counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts == null || sum == 0
        ? -1
        : Math.round(100f * counts.getOrDefault(region, 0) / sum);
  }
}
