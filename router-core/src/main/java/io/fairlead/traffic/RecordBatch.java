package io.fairlead.traffic;

import java.util.List;

/**
 * An all-or-nothing change of a zone: applies only where the zone's epoch is {@code fromEpoch} and
 * every record before matches exactly.
 */
public record RecordBatch(String zone, long fromEpoch, long toEpoch, List<RecordChange> changes) {
  /** Changes in one batch at most; larger changes are chains of batches. */
  public static final int MAX_CHANGES = 100;

  public RecordBatch {
    changes = List.copyOf(changes);
    if (toEpoch <= fromEpoch) {
      throw new IllegalArgumentException(
          "batch of " + zone + " goes from epoch " + fromEpoch + " to " + toEpoch);
    }
    if (changes.size() > MAX_CHANGES) {
      throw new IllegalArgumentException(changes.size() + " changes exceed " + MAX_CHANGES);
    }
  }
}
