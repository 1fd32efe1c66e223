package io.fairlead.traffic;

import io.fairlead.fleet.Copies;
import java.util.SortedMap;

/**
 * The weighted records of one zone that belong to the fleet, with the epoch they were written
 * under.
 *
 * @param epoch register version of the last change; 0 = never written
 */
public record RecordSets(String zone, long epoch, SortedMap<RecordKey, WeightedRecord> records) {
  public RecordSets {
    records = Copies.sorted(records);
  }
}
