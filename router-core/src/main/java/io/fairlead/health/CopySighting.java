package io.fairlead.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a region saw of an artifact set at one moment: the version that its readers have, and the
 * newest one in the master's store. The master's own sighting has the two alike.
 *
 * @param at when both were read
 * @param version that readers there have; 0 = none
 * @param head newest version in the master's store; 0 = none was ever published
 * @param headMade when the newest version was published; of no meaning where the head is 0
 * @param shownMade when the version that readers have was published; null = there is none, or it
 *     was not read
 * @param objectsBehind objects that the newest version adds, changes or takes away for this region
 * @param bytesBehind bytes of those that it adds or changes
 */
public record CopySighting(
    Instant at,
    long version,
    long head,
    Instant headMade,
    @Nullable Instant shownMade,
    int objectsBehind,
    long bytesBehind) {
  public CopySighting {
    if (version < 0 || head < 0 || objectsBehind < 0 || bytesBehind < 0) {
      throw new IllegalArgumentException(
          "version %d of %d, %d objects and %d bytes behind: none is below 0"
              .formatted(version, head, objectsBehind, bytesBehind));
    }
  }

  /** The same with its time moved, as from one clock to another. */
  public CopySighting moved(Duration by) {
    return new CopySighting(
        at.plus(by), version, head, headMade, shownMade, objectsBehind, bytesBehind);
  }

  /**
   * Until when readers have all that was published, by this sighting alone: until the making of the
   * next version, where that is the newest, else at least until that of their own; null = not
   * known. Of a copy that has nothing this is of no meaning: it is beyond every bound.
   */
  @Nullable Instant whole() {
    return head == version + 1 || version == 0 ? headMade : shownMade;
  }

  /** Whether readers have the newest version. */
  public boolean isInStep() {
    return version >= head;
  }
}
