package io.fairlead.journal;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.traffic.RecordBatch;
import org.jspecify.annotations.Nullable;

/** One call that an intent makes on its target. */
public sealed interface Step {
  /**
   * Puts an address on a node.
   *
   * @param from the holder that the step expects; null = nothing
   * @param to the new holder; null = take it off
   */
  record MoveAddress(AddressId address, @Nullable String from, @Nullable String to)
      implements Step {}

  /** Changes records under the zone's epoch. */
  record ChangeRecords(RecordBatch batch) implements Step {}

  /** Creates the flag in every store, naming the epoch. */
  record RaiseFlag(RegionGroup flag, long epoch) implements Step {}

  /** Deletes our flags up to an epoch from every store; a person's flag stays. */
  record LowerFlag(RegionGroup flag, long uptoEpoch) implements Step {}
}
