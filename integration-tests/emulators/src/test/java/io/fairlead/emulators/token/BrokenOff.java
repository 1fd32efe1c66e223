package io.fairlead.emulators.token;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ObjectBucket.Small;
import io.fairlead.port.Reading;
import io.fairlead.port.RecordTable;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A table whose writer ends after some records.
 *
 * @param left records that are still written
 */
record BrokenOff(RecordTable table, AtomicInteger left) implements RecordTable {
  @Override
  public String name() {
    return table.name();
  }

  @Override
  public int room() {
    return table.room();
  }

  @Override
  public Reading<Optional<Small>> get(Key key, Instant deadline) {
    return table.get(key, deadline);
  }

  @Override
  public ApplyOutcome put(Key key, byte[] body, @Nullable String expected, Instant deadline) {
    return left.getAndDecrement() > 0
        ? table.put(key, body, expected, deadline)
        : new ApplyOutcome.Unknown("the writer ended");
  }
}
