package io.fairlead.wiring.topology;

import io.fairlead.fleet.BriefDigest;
import io.fairlead.fleet.Fleet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topology file, read and checked.
 *
 * @param fleet what the decisions are about; its digest names this version
 * @param edges by local region: where its cloud's stand-in listens
 * @param observers by region: where its {@code run} serves metrics and status; may be incomplete
 * @param notices whom to tell; without those whose webhook or topic is empty
 * @param anchors neutral {@code host:port}s that a sighted observer can reach; may be empty
 * @param clouds by region of AWS or Azure: where its targets and its cell are
 * @param zones by DNS zone: who hosts it; a zone not listed is served by the local edges
 * @param replication what is copied from a master region to the others; may be nothing
 * @param databases that others replicate; may be none
 * @param tokens tokens that are scoped to regions; may be nothing
 */
public record Topology(
    Fleet fleet,
    State state,
    SortedMap<String, Edge> edges,
    SortedMap<String, HostPort> observers,
    List<NotifySetting> notices,
    List<String> anchors,
    SortedMap<String, CloudScope> clouds,
    SortedMap<String, ZoneHost> zones,
    Replication replication,
    Databases databases,
    Tokens tokens) {
  public Topology {
    edges = sorted(edges);
    observers = sorted(observers);
    notices = List.copyOf(notices);
    anchors = List.copyOf(anchors);
    clouds = sorted(clouds);
    zones = sorted(zones);
  }

  /** The first six hexadecimal digits of the digest, for people. */
  public String shortDigest() {
    return BriefDigest.of(fleet.digest());
  }

  private static <V> SortedMap<String, V> sorted(SortedMap<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
