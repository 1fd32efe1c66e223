package io.fairlead.traffic;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One weighted record, as Route 53 has them.
 *
 * @param weight 0-255; zero takes no traffic unless every non-zero record is unhealthy
 * @param healthCheck name of the check that takes it out, {@code region/group}; absent = always in
 */
public record WeightedRecord(
    RecordKey key, Duration ttl, int weight, List<String> values, @Nullable String healthCheck) {
  /** The largest weight. */
  public static final int MAX_WEIGHT = 255;

  public WeightedRecord {
    values = List.copyOf(values);
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException("weight " + weight + " of " + key + " is not in 0-255");
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("record " + key + " has no value");
    }
  }

  /** The same record with another weight. */
  public WeightedRecord withWeight(int other) {
    return new WeightedRecord(key, ttl, other, values, healthCheck);
  }
}
