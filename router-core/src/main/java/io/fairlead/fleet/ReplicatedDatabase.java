package io.fairlead.fleet;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A database that somebody else replicates and whose lag decides which regions may take new shares.
 * Which of its servers takes writes is not declared: the servers are asked.
 *
 * @param standbys the name that each region's server gives itself at the one it replicates from, by
 *     region; a region without a server is absent
 * @param services that need it where they are served
 * @param maxLag how far behind a replica may be in a region that takes a new share
 * @param maxLoss bytes of the log that it may not have received where an active-passive service
 *     goes
 */
public record ReplicatedDatabase(
    String name,
    SortedMap<String, String> standbys,
    SortedSet<String> services,
    Duration maxLag,
    long maxLoss) {
  public ReplicatedDatabase {
    Names.checked("database", name);
    standbys = Collections.unmodifiableSortedMap(new TreeMap<>(standbys));
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    if (maxLag.isNegative() || maxLoss < 0) {
      throw new IllegalArgumentException(
          "database " + name + ": a lag of " + maxLag + " or a loss of " + maxLoss + " is below 0");
    }
  }
}
