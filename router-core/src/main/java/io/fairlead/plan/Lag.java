package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far something that a deployment's service waits for is behind in the deployment's region. */
public sealed interface Lag permits ReplicationLag, DatabaseLag {
  /** Whether anybody can tell; what nobody can tell counts neither as behind nor as fresh. */
  boolean isKnown();

  /**
   * Whether the region is known to be too far behind for a new share.
   *
   * @param promoted whether the share makes the deployment the one that serves
   */
  boolean beyond(boolean promoted);

  /** Whether the region is known to be too far behind for a share of a service that is spread. */
  default boolean isBeyond() {
    return beyond(false);
  }

  /** Whether promoting it is known to lose more than is allowed. */
  boolean losesTooMuch();

  /** The lag beyond which the region takes no new share of a service that is spread. */
  Duration bound();

  /** The bounds that count, as in {@code 5 min}. */
  String most(boolean promoted);

  /** The most that may be lost by a promotion, as in {@code 5 min}. */
  String mostLost();

  /** As in {@code its copy of gateway is in step, at version 5}. */
  String text();

  /** Lags of all deployments whose services declare replication; the others are exempt. */
  static SortedMap<Subject.OfDeployment, List<Lag>> of(
      Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    SortedMap<Subject.OfDeployment, List<Lag>> all = new TreeMap<>();
    CopyLags.of(fleet, observations, now)
        .forEach((where, lags) -> all.computeIfAbsent(where, _ -> new ArrayList<>()).addAll(lags));
    DatabaseLags.of(fleet, observations, now)
        .forEach((where, lags) -> all.computeIfAbsent(where, _ -> new ArrayList<>()).addAll(lags));
    return all;
  }
}
