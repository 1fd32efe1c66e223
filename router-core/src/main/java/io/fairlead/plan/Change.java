package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Copies;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.journal.TargetId;
import io.fairlead.traffic.RecordChange;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What an action does to its target. */
public sealed interface Change {
  /** The target changed. */
  TargetId target();

  /** Rung 1: an address goes to another node of its region. */
  record Move(AddressId address, @Nullable String from, String to) implements Change {
    @Override
    public TargetId target() {
      return new TargetId.Address(address);
    }
  }

  /**
   * Rung 2: records of one zone change together.
   *
   * @param fromEpoch the zone's epoch as read
   * @param shares percent wanted by partition and region, for people and for the guard
   */
  record Weights(
      String zone,
      long fromEpoch,
      List<RecordChange> records,
      SortedMap<PartitionId, SortedMap<String, Integer>> shares)
      implements Change {
    public Weights {
      records = List.copyOf(records);
      shares = Copies.sorted(shares);
    }

    @Override
    public TargetId target() {
      return new TargetId.Zone(zone);
    }
  }

  /** Rung 2, emergency: a (region, group) leaves DNS. */
  record Raise(RegionGroup flag) implements Change {
    @Override
    public TargetId target() {
      return new TargetId.Flag(flag);
    }
  }

  /** A (region, group) comes back: our flags up to an epoch go. */
  record Lower(RegionGroup flag, long uptoEpoch) implements Change {
    @Override
    public TargetId target() {
      return new TargetId.Flag(flag);
    }
  }
}
