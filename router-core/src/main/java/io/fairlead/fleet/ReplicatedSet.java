package io.fairlead.fleet;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An artifact set whose copies decide which regions may take new shares.
 *
 * @param master the one region that publishes it; its own deployments are never behind
 * @param regions that get a copy
 * @param services that need it where they are served
 * @param maxLag how far behind a copy may be in a region that takes a new share
 * @param maxLoss how far behind it may be in a region that an active-passive service goes to
 */
public record ReplicatedSet(
    String name,
    String master,
    SortedSet<String> regions,
    SortedSet<String> services,
    Duration maxLag,
    Duration maxLoss) {
  public ReplicatedSet {
    Names.checked("artifact set", name);
    regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    if (maxLag.isNegative() || maxLoss.isNegative()) {
      throw new IllegalArgumentException(
          "set " + name + ": a lag of " + maxLag + " or a loss of " + maxLoss + " is below 0");
    }
  }
}
