package io.fairlead.traffic;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An all-or-nothing change of a zone: applies only where the zone's epoch is {@code fromEpoch} and
 * every record before matches exactly.
 */
public record RecordBatch(String zone, long fromEpoch, long toEpoch, List<RecordChange> changes) {
  /** Changes in one batch at most; larger changes are chains of batches. */
  public static final int MAX_CHANGES = 100;

  /**
   * Values in one batch at most, of records as they were and as they shall be: 1,000 in Route 53,
   * less those of the epoch record.
   */
  public static final int MAX_VALUES = 990;

  /** Characters of these values at most: 32,000 in Route 53, less those of the epoch record. */
  public static final int MAX_CHARACTERS = 31_000;

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

  /**
   * How many of the changes, from the first on, one batch holds: a service that takes a batch whole
   * limits how much that is. Values are counted with the dot that ends a name; an alias is one
   * record without a character.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests-changeresourcerecordsets">Quotas
   *     on ChangeResourceRecordSets</a>
   */
  public static int fitting(List<RecordChange> changes) {
    int values = 0;
    int characters = 0;
    int most = Math.min(changes.size(), MAX_CHANGES);
    for (int i = 0; i < most; i++) {
      for (WeightedRecord record : records(changes.get(i))) {
        values += Math.max(1, record.values().size());
        for (String value : record.values()) {
          characters += value.length() + 1;
        }
      }
      if (values > MAX_VALUES || characters > MAX_CHARACTERS) {
        return i;
      }
    }
    return most;
  }

  private static List<WeightedRecord> records(RecordChange change) {
    return Stream.of(change.before(), change.after()).filter(Objects::nonNull).toList();
  }
}
