package io.fairlead.port;

import io.fairlead.traffic.RecordSets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** DNS weights between regions. */
public interface TrafficDirector {
  /** The fleet's records and epoch of every zone asked, one reading each. */
  SortedMap<String, Reading<RecordSets>> zones(SortedSet<String> zones, Instant deadline);

  /** Applies {@code ChangeRecords} steps; one outcome an order, in the order given. */
  List<ApplyOutcome> change(List<Order> orders, Instant deadline);

  /**
   * Brings servers that are behind to what the others hold, such as one that restarted. Changes
   * nothing that a majority does not already hold.
   */
  void level(Instant deadline);
}
