package io.fairlead.traffic;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One weighted record, as Route 53 has them: with values of its own, or as an alias.
 *
 * @param ttl zero for an alias, which is answered with its target's
 * @param weight 0-255; zero takes no traffic unless every non-zero record is unhealthy
 * @param values addresses or a host name; none for an alias
 * @param healthCheck name of the check that takes it out, {@code region/group}; absent = always in
 * @param alias what it leads to; absent = it has values
 */
public record WeightedRecord(
    RecordKey key,
    Duration ttl,
    int weight,
    List<String> values,
    @Nullable String healthCheck,
    @Nullable AliasTarget alias) {
  /** The largest weight. */
  public static final int MAX_WEIGHT = 255;

  public WeightedRecord {
    values = List.copyOf(values);
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException("weight " + weight + " of " + key + " is not in 0-255");
    }
    if (values.isEmpty() == (alias == null)) {
      throw new IllegalArgumentException(
          "record " + key + " has " + values.size() + " values and alias " + alias);
    }
    if (alias != null && (!ttl.isZero() || key.type() == RecordType.CNAME)) {
      throw new IllegalArgumentException("alias " + key + " has ttl " + ttl + " or is a CNAME");
    }
  }

  /** One with values of its own. */
  public WeightedRecord(
      RecordKey key, Duration ttl, int weight, List<String> values, @Nullable String healthCheck) {
    this(key, ttl, weight, values, healthCheck, null);
  }

  /** One that is answered with its target's addresses and TTL. */
  public static WeightedRecord alias(
      RecordKey key, int weight, AliasTarget target, @Nullable String healthCheck) {
    return new WeightedRecord(key, Duration.ZERO, weight, List.of(), healthCheck, target);
  }

  /** The same record with another weight. */
  public WeightedRecord withWeight(int other) {
    return new WeightedRecord(key, ttl, other, values, healthCheck, alias);
  }
}
