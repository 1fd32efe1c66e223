package io.fairlead.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a region's server of a database is, as its observer's entry tells it. What it said last
 * is kept while it says nothing: others are judged by it.
 *
 * @param seen what it said last; null = it has said nothing yet
 * @param through until when it is known to have replayed all that was committed; null = not known
 * @param silence why it said nothing when it was asked last; empty = it answered
 */
public record DatabasePosition(
    @Nullable DatabaseSighting seen, @Nullable Instant through, String silence) {
  /**
   * The position after one more answer; the one before where the answer is no newer.
   *
   * @param before null = the first
   */
  public static DatabasePosition next(@Nullable DatabasePosition before, DatabaseSighting seen) {
    DatabaseSighting last = before == null ? null : before.seen();
    if (before == null || last == null || !isOf(last, seen)) {
      return new DatabasePosition(seen, known(seen), "");
    }
    if (!seen.at().isAfter(last.at())) {
      return before;
    }
    return new DatabasePosition(
        onItsTimeline(last, seen), later(before.through(), known(seen)), "");
  }

  /** The position after a server said nothing. */
  public static DatabasePosition silent(@Nullable DatabasePosition before, String why) {
    return before == null
        ? new DatabasePosition(null, null, why)
        : new DatabasePosition(before.seen(), before.through(), why);
  }

  /**
   * Whether what was known of a server holds on: not of another one, nor of what it wrote alone.
   */
  private static boolean isOf(DatabaseSighting last, DatabaseSighting seen) {
    return last.cluster().equals(seen.cluster()) && (!last.writes() || seen.writes());
  }

  /** A replica that has all that it was told of is as new as what it was told. */
  private static @Nullable Instant known(DatabaseSighting seen) {
    DatabaseSighting.Head head = seen.head();
    Instant through =
        head != null && seen.replayed() >= head.position()
            ? later(seen.through(), head.at())
            : seen.through();
    boolean now = seen.writes() || (through != null && through.isAfter(seen.at()));
    return now ? seen.at() : through;
  }

  /** A server that lost whom it replicates from may tell an older timeline than it is on. */
  private static DatabaseSighting onItsTimeline(DatabaseSighting last, DatabaseSighting seen) {
    if (seen.timeline() >= last.timeline() || seen.replayed() < last.replayed()) {
      return seen;
    }
    return new DatabaseSighting(
        seen.at(),
        seen.cluster(),
        last.timeline(),
        seen.writes(),
        seen.received(),
        seen.replayed(),
        seen.head(),
        seen.through(),
        seen.standbys());
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isAfter(one) ? other : one;
  }
}
