package io.fairlead.local.dns;

import io.fairlead.traffic.WeightedRecord;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * Chooses one of the weighted records of a name and type, as Route 53 publishes it ("How Amazon
 * Route 53 chooses records when health checking is configured", "Values specific for weighted
 * records"): healthy non-zero weights in proportion; where none of those is healthy, the healthy
 * zero-weight records alike; where nothing is healthy, all count as healthy; all weights zero,
 * alike.
 */
public final class WeightedChoice {
  private WeightedChoice() {}

  /**
   * The record to answer with.
   *
   * @param records of one name and type, at least one
   * @param healthy whether a record's check passes; records without a check pass
   * @param below a uniformly random number of 0 to bound - 1
   */
  public static WeightedRecord choose(
      List<WeightedRecord> records, Predicate<WeightedRecord> healthy, IntUnaryOperator below) {
    List<WeightedRecord> in = records.stream().filter(healthy).toList();
    List<WeightedRecord> candidates = in.isEmpty() ? records : in;
    int total = candidates.stream().mapToInt(WeightedRecord::weight).sum();
    if (total == 0) {
      return candidates.get(below.applyAsInt(candidates.size()));
    }
    int left = below.applyAsInt(total);
    for (WeightedRecord record : candidates) {
      left -= record.weight();
      if (left < 0) {
        return record;
      }
    }
    throw new IllegalStateException("weights of " + records + " do not add up to " + total);
  }
}
