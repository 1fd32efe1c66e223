package io.fairlead.health;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import java.time.Instant;
import java.util.SortedMap;

/**
 * The second witness that rung 1 needs where the holder timed out instead of refusing: a probe of
 * the floating address from outside, begun after the holder's first failure.
 */
public final class OutsideEvidence {
  private OutsideEvidence() {}

  /** Whether the address may leave its holder. */
  public static Finding of(
      Fleet fleet,
      AddressId address,
      String holder,
      SortedMap<String, Observation> observations,
      Instant now) {
    throw new UnsupportedOperationException();
  }

  /** The finding and the numbers behind it. */
  public record Finding(boolean allows, String detail) {}
}
