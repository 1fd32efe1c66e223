package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.health.CopyPosition;
import io.fairlead.health.Observation;
import io.fairlead.health.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges copies by what observers told of them. The newest version that anybody saw is the head.
 * Time counts to the last moment when the master was heard or its store was read: a master that is
 * dark makes nothing new, so that its copies do not grow older with its outage.
 */
public final class CopyLags {
  private final Collection<Observation> entries;
  private final Instant fresh;
  private final SortedMap<String, Observation> byRegion;

  private CopyLags(Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    this.byRegion = observations;
    this.entries = observations.values();
    this.fresh = now.minus(fleet.safety().freshness());
  }

  /** Lags of all deployments whose services declare replication; the others are exempt. */
  public static SortedMap<Subject.OfDeployment, List<ReplicationLag>> of(
      Fleet fleet, SortedMap<String, Observation> observations, Instant now) {
    CopyLags lags = new CopyLags(fleet, observations, now);
    SortedMap<Subject.OfDeployment, List<ReplicationLag>> all = new TreeMap<>();
    for (ReplicatedSet set : fleet.replicated().values()) {
      SortedMap<String, ReplicationLag> copies = lags.copies(set);
      for (String service : set.services()) {
        for (String region : fleet.service(service).deployments().keySet()) {
          ReplicationLag lag = copies.get(region);
          if (lag != null) {
            all.computeIfAbsent(
                    new Subject.OfDeployment(service, region), where -> new ArrayList<>())
                .add(lag);
          }
        }
      }
    }
    return all;
  }

  /** Lags of a set's copies by region, whatever services need it; its master has none. */
  public static SortedMap<String, ReplicationLag> of(
      Fleet fleet, ReplicatedSet set, SortedMap<String, Observation> observations, Instant now) {
    return new CopyLags(fleet, observations, now).copies(set);
  }

  private SortedMap<String, ReplicationLag> copies(ReplicatedSet set) {
    SortedMap<String, ReplicationLag> copies = new TreeMap<>();
    for (String region : set.regions()) {
      if (!region.equals(set.master())) {
        copies.put(
            region, new ReplicationLag(set.name(), copy(set, region), set.maxLag(), set.maxLoss()));
      }
    }
    return copies;
  }

  private ReplicationLag.Copy copy(ReplicatedSet set, String region) {
    Observation entry = byRegion.get(region);
    CopyPosition mine = entry == null ? null : entry.copy(set.name());
    if (entry == null || mine == null) {
      return new ReplicationLag.Copy.NotKnown("the observer of " + region + " has told nothing");
    }
    long head = head(set);
    long version = mine.seen().version();
    if (version >= head) {
      // It has all that anybody saw: lost is what the master may have made after that was seen.
      Instant seen = lastSeen(set, head);
      return measured(Duration.between(seen, later(heard(set), seen)), mine, head);
    }
    if (entry.at().isBefore(fresh)) {
      return silent(set, entry, mine, head);
    }
    Instant until = later(heard(set), lastSeen(set, head));
    return measured(Duration.between(mine.inStep(), later(until, mine.inStep())), mine, head);
  }

  /** A copy of which nobody hears: what it was too far behind by then it still counts as. */
  private static ReplicationLag.Copy silent(
      ReplicatedSet set, Observation entry, CopyPosition mine, long head) {
    if (mine.seen().isInStep()) {
      return new ReplicationLag.Copy.NotKnown(
          "version %d came after %s was heard last, at %s"
              .formatted(head, entry.observer(), entry.at()));
    }
    Duration told = Duration.between(mine.inStep(), mine.seen().at());
    boolean within = told.compareTo(set.maxLag()) <= 0 && told.compareTo(set.maxLoss()) <= 0;
    return within && mine.seen().version() > 0
        ? new ReplicationLag.Copy.NotKnown(
            "it was at version %d of %d when %s was heard last, at %s"
                .formatted(mine.seen().version(), head, entry.observer(), entry.at()))
        : measured(told, mine, head);
  }

  private static ReplicationLag.Copy measured(Duration lag, CopyPosition mine, long head) {
    return new ReplicationLag.Copy.Measured(
        lag,
        mine.seen().version(),
        Math.max(head, mine.seen().version()),
        mine.seen().objectsBehind(),
        mine.seen().bytesBehind());
  }

  private long head(ReplicatedSet set) {
    return positions(set).stream().mapToLong(position -> position.seen().head()).max().orElse(0);
  }

  /** When anybody last saw that version as the newest. */
  private Instant lastSeen(ReplicatedSet set, long head) {
    return positions(set).stream()
        .filter(position -> position.seen().head() == head)
        .map(position -> position.seen().at())
        .reduce(Instant.MIN, CopyLags::later);
  }

  private List<CopyPosition> positions(ReplicatedSet set) {
    List<CopyPosition> positions = new ArrayList<>();
    for (Observation entry : entries) {
      CopyPosition position = entry.copy(set.name());
      if (position != null) {
        positions.add(position);
      }
    }
    return positions;
  }

  /** When the master's observer was heard last. */
  private @Nullable Instant heard(ReplicatedSet set) {
    Observation master = byRegion.get(set.master());
    return master == null ? null : master.at();
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }
}
