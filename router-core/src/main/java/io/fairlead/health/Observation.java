package io.fairlead.health;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One observer's entry: what it saw last of every target that it can reach.
 *
 * @param slot number of the interval it was made in
 * @param runId the process that made it
 * @param sequence rises with every entry of one run
 * @param at when it was made, by the store's clock
 * @param blind the observer's self-test failed: its results say nothing about targets
 */
public record Observation(
    String observer,
    long slot,
    String runId,
    long sequence,
    Instant at,
    String topologyDigest,
    boolean blind,
    String blindReason,
    SortedMap<ProbeTarget, TargetRecord> targets) {
  private static final Comparator<Observation> ORDER =
      Comparator.comparingLong(Observation::slot)
          .thenComparing(Observation::runId)
          .thenComparingLong(Observation::sequence);

  public Observation {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
  }

  /** Whether this entry may replace another: (slot, run id, sequence) must rise. */
  public boolean risesAbove(Observation other) {
    return ORDER.compare(this, other) > 0;
  }
}
