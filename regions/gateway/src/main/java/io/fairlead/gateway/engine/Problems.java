package io.fairlead.gateway.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What this machine could not do, as phrases with counts since they were last taken. */
final class Problems {
  /** Distinct phrases kept. */
  private static final int MAX_PHRASES = 32;

  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void add(String phrase) {
    if (counts.size() < MAX_PHRASES || counts.containsKey(phrase)) {
      counts.merge(phrase, 1, Integer::sum);
    }
  }

  /** Takes them: a phrase that happened more than once ends in its count. */
  synchronized List<String> take() {
    List<String> phrases =
        counts.entrySet().stream()
            .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + " times)")
            .toList();
    counts.clear();
    return phrases;
  }
}
