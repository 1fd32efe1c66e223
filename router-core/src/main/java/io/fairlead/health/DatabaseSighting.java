package io.fairlead.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a region's server of a database said of itself at one moment. Positions are bytes of the
 * database's log, which every server of it counts alike.
 *
 * @param at when it was asked
 * @param cluster what the servers of one database have in common; another one is another database
 * @param timeline rises with each promotion
 * @param writes whether it takes writes; else it replays those of another server
 * @param received up to where it has the log for good; of the one that takes writes: what it wrote
 * @param replayed up to where queries see the log
 * @param head what it knows of the one that takes writes; null = nothing
 * @param through when that was committed which it replayed last; null = it cannot tell
 * @param standbys of the one that takes writes: up to where those that replicate from it have the
 *     log for good, by the names that they give themselves
 */
public record DatabaseSighting(
    Instant at,
    String cluster,
    long timeline,
    boolean writes,
    long received,
    long replayed,
    @Nullable Head head,
    @Nullable Instant through,
    SortedMap<String, Long> standbys) {
  /**
   * How far the server that takes writes was.
   *
   * @param at when it said so
   */
  public record Head(long position, Instant at) {}

  public DatabaseSighting {
    standbys = Collections.unmodifiableSortedMap(new TreeMap<>(standbys));
    if (received < 0 || replayed < 0) {
      throw new IllegalArgumentException(
          "%d bytes received and %d replayed: none is below 0".formatted(received, replayed));
    }
  }

  /** The same with what those that replicate from it have, of a server that takes writes. */
  public DatabaseSighting with(SortedMap<String, Long> confirmed) {
    return new DatabaseSighting(
        at, cluster, timeline, writes, received, replayed, head, through, confirmed);
  }

  /** The same with its times moved, as from one clock to another. */
  public DatabaseSighting moved(Duration by) {
    return new DatabaseSighting(
        at.plus(by),
        cluster,
        timeline,
        writes,
        received,
        replayed,
        head == null ? null : new Head(head.position(), head.at().plus(by)),
        through == null ? null : through.plus(by),
        standbys);
  }
}
