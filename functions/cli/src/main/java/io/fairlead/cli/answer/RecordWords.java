package io.fairlead.cli.answer;

import io.fairlead.traffic.AliasTarget;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.WeightedRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a record does, in words: its weight, and what it leads to where that changes.
 */
final class RecordWords {
  private RecordWords() {}

  /** As in {@code weight 77}; with what it leads to where the other side leads elsewhere. */
  static @Nullable String side(@Nullable WeightedRecord record, @Nullable WeightedRecord other) {
    if (record == null) {
      return null;
    }
    boolean elsewhere = other != null && !answer(record).equals(answer(other));
    return "weight " + record.weight() + (elsewhere ? ", " + answer(record) : "");
  }

  /** As in {@code weight 77 → 0}, or {@code weight 77 → 77, 192.0.2.1 → alias Z3/lb.…}. */
  static String change(RecordChange change) {
    WeightedRecord before = change.before();
    WeightedRecord after = change.after();
    String weights =
        "weight "
            + (before == null ? "none" : before.weight())
            + " → "
            + (after == null ? "none" : after.weight());
    return before == null || after == null || answer(before).equals(answer(after))
        ? weights
        : weights + ", " + answer(before) + " → " + answer(after);
  }

  /** As in {@code ttl 1 min}; {@code alias} where the load balancers' counts. */
  static String ttl(List<RecordChange> changes, Duration declared) {
    boolean plain =
        changes.stream().anyMatch(change -> isPlain(change.before()) || isPlain(change.after()));
    return changes.isEmpty() || plain ? "ttl " + Words.span(declared) : "alias";
  }

  private static boolean isPlain(@Nullable WeightedRecord record) {
    return record != null && record.alias() == null;
  }

  private static String answer(WeightedRecord record) {
    AliasTarget alias = record.alias();
    return alias == null ? String.join(",", record.values()) : "alias " + alias.text();
  }
}
