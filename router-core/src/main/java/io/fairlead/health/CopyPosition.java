package io.fairlead.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a region's copy of an artifact set is, as its observer's entry tells it. It is kept while
 * the set cannot be read: what was known last stays known, and its age tells how long ago that was.
 *
 * @param seen the newest sighting
 * @param inStep until when the copy is known to have had all that was published: the last moment
 *     when it was seen in step, or, where nobody remembers one, what {@link CopySighting#whole}
 *     says: never later than it was, for a lag must not look smaller because something is not known
 */
public record CopyPosition(CopySighting seen, Instant inStep) {
  /**
   * The position after one more sighting; the one before where the sighting is no newer.
   *
   * @param before null = the first
   * @return null = it cannot be told since when the copy is behind
   */
  public static @Nullable CopyPosition next(@Nullable CopyPosition before, CopySighting seen) {
    if (before != null && !seen.at().isAfter(before.seen().at())) {
      return before;
    }
    if (seen.isInStep()) {
      return new CopyPosition(seen, seen.at());
    }
    Instant until = before == null ? seen.whole() : before.inStep();
    if (until == null) {
      return null;
    }
    return new CopyPosition(seen, until.isAfter(seen.at()) ? seen.at() : until);
  }
}
