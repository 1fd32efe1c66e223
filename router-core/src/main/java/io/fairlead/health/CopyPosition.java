package io.fairlead.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a region's copy of an artifact set is, as its observer's entry tells it. It is kept while
 * the set cannot be read: what was known last stays known, and its age tells how long ago that was.
 *
 * @param seen the newest sighting
 * @param inStep until when the copy is known to have had all that was published: the last moment
 *     when it was seen in step, or the making of the first version that it was seen to lack
 */
public record CopyPosition(CopySighting seen, Instant inStep) {
  /**
   * The position after one more sighting; the one before where the sighting is no newer.
   *
   * @param before null = the first
   */
  public static CopyPosition next(@Nullable CopyPosition before, CopySighting seen) {
    if (before != null && !seen.at().isAfter(before.seen().at())) {
      return before;
    }
    if (seen.isInStep()) {
      return new CopyPosition(seen, seen.at());
    }
    Instant until = before == null ? seen.headMade() : before.inStep();
    return new CopyPosition(seen, until.isAfter(seen.at()) ? seen.at() : until);
  }
}
