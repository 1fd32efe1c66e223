package io.fairlead.health;

import io.fairlead.fleet.Copies;
import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One observer's entry: what it saw last of every target that it can reach.
 *
 * @param slot start of the interval it was made in, in milliseconds of the epoch: it rises whatever
 *     becomes of the interval's length
 * @param runId the process that made it
 * @param sequence rises with every entry of one run
 * @param at when it was made, by the store's clock
 * @param registerEpoch the highest epoch of the register that its observer has seen, by this run or
 *     the ones before it; 0 = none yet
 * @param blind the observer's self-test failed: its results say nothing about targets
 * @param copies how far the region's copies of artifact sets are, by set; null = it tells of none,
 *     as builds do that do not know of it
 * @param databases how far the region's servers of databases are, by database; null = the same
 */
public record Observation(
    String observer,
    long slot,
    String runId,
    long sequence,
    Instant at,
    String topologyDigest,
    long registerEpoch,
    boolean blind,
    String blindReason,
    SortedMap<ProbeTarget, TargetRecord> targets,
    @Nullable SortedMap<String, CopyPosition> copies,
    @Nullable SortedMap<String, DatabasePosition> databases) {
  private static final Comparator<Observation> ORDER =
      Comparator.comparingLong(Observation::slot)
          .thenComparing(Observation::runId)
          .thenComparingLong(Observation::sequence);

  public Observation {
    targets = Copies.sorted(targets);
    copies = copies == null ? null : Copies.sorted(copies);
    databases = databases == null ? null : Copies.sorted(databases);
  }

  /** An entry that tells of no databases. */
  public Observation(
      String observer,
      long slot,
      String runId,
      long sequence,
      Instant at,
      String topologyDigest,
      long registerEpoch,
      boolean blind,
      String blindReason,
      SortedMap<ProbeTarget, TargetRecord> targets,
      @Nullable SortedMap<String, CopyPosition> copies) {
    this(
        observer,
        slot,
        runId,
        sequence,
        at,
        topologyDigest,
        registerEpoch,
        blind,
        blindReason,
        targets,
        copies,
        null);
  }

  /** An entry that tells of no copies. */
  public Observation(
      String observer,
      long slot,
      String runId,
      long sequence,
      Instant at,
      String topologyDigest,
      long registerEpoch,
      boolean blind,
      String blindReason,
      SortedMap<ProbeTarget, TargetRecord> targets) {
    this(
        observer,
        slot,
        runId,
        sequence,
        at,
        topologyDigest,
        registerEpoch,
        blind,
        blindReason,
        targets,
        null);
  }

  /** The same, with what another entry tells of copies and databases. */
  public Observation withCopiesOf(@Nullable Observation other) {
    return new Observation(
        observer,
        slot,
        runId,
        sequence,
        at,
        topologyDigest,
        registerEpoch,
        blind,
        blindReason,
        targets,
        other == null ? null : other.copies(),
        other == null ? null : other.databases());
  }

  /** How far the region's copy of a set is; null = it does not tell. */
  public @Nullable CopyPosition copy(String set) {
    return copies == null ? null : copies.get(set);
  }

  /** How far the region's server of a database is; null = it does not tell. */
  public @Nullable DatabasePosition database(String name) {
    return databases == null ? null : databases.get(name);
  }

  /** Whether this entry may replace another: (slot, run id, sequence) must rise. */
  public boolean risesAbove(Observation other) {
    return ORDER.compare(this, other) > 0;
  }
}
