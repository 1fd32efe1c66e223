package io.fairlead.traffic;

import org.jspecify.annotations.Nullable;

/** One record before and after: absent before = create, absent after = delete. */
public record RecordChange(@Nullable WeightedRecord before, @Nullable WeightedRecord after) {
  public RecordChange {
    if (before == null && after == null) {
      throw new IllegalArgumentException("a change needs a record before or after");
    }
  }

  /** The record concerned. */
  public RecordKey key() {
    return before != null ? before.key() : java.util.Objects.requireNonNull(after).key();
  }
}
