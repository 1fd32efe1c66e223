package io.fairlead.health;

import java.time.Duration;
import java.time.Instant;

/**
 * What a region saw of an artifact set at one moment: the version that its readers have, and the
 * newest one in the master's store. The master's own sighting has the two alike.
 *
 * @param at when both were read
 * @param version that readers there have; 0 = none
 * @param head newest version in the master's store; 0 = none was ever published
 * @param headMade when the newest version was published; of no meaning where the head is 0
 * @param objectsBehind objects that the newest version adds, changes or takes away for this region
 * @param bytesBehind bytes of those that it adds or changes
 */
public record CopySighting(
    Instant at, long version, long head, Instant headMade, int objectsBehind, long bytesBehind) {
  public CopySighting {
    if (version < 0 || head < 0 || objectsBehind < 0 || bytesBehind < 0) {
      throw new IllegalArgumentException(
          "version %d of %d, %d objects and %d bytes behind: none is below 0"
              .formatted(version, head, objectsBehind, bytesBehind));
    }
  }

  /** The same with its time moved, as from one clock to another. */
  public CopySighting moved(Duration by) {
    return new CopySighting(at.plus(by), version, head, headMade, objectsBehind, bytesBehind);
  }

  /** Whether readers have the newest version. */
  public boolean isInStep() {
    return version >= head;
  }
}
