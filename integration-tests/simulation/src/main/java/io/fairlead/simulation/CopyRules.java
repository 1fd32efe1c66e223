package io.fairlead.simulation;

import io.fairlead.fleet.Partition;
import io.fairlead.fleet.ReplicatedSet;
import io.fairlead.fleet.Routing;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorRequest;
import io.fairlead.journal.RegisterState;
import io.fairlead.simulation.Ledger.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A region whose copy is behind beyond its bound is given no new share, unless an operator accepts
 * the loss in the register. What counts is the truth of the world, as far as it was told: time ends
 * where the region last saw its master's store, because a master that is dark makes nothing new.
 */
final class CopyRules {
  /** Entries, reads and orders under way: what was told then may be this much older. */
  private static final int INTERVALS = 6;

  private static final double ROUNDING = 1.0;
  private static final String ACCEPTED = "accepting loss";

  private final World world;

  CopyRules(World world) {
    this.world = world;
  }

  void check(
      Effect effect,
      Commit commit,
      Partition partition,
      SortedMap<String, Double> before,
      SortedMap<String, Double> after) {
    ReplicatedSet set = world.copies().of(partition.id().service());
    if (set == null || effect.late() || before.isEmpty() || isSkewed(commit)) {
      return;
    }
    for (String region : after.keySet()) {
      boolean gains = after.get(region) > before.getOrDefault(region, 0.0) + ROUNDING;
      Duration lag = gains ? told(effect, region) : null;
      if (lag != null && lag.compareTo(bound(set, partition)) > 0 && !isAccepted(commit)) {
        throw new Violation(
            23,
            "%s gained share of %s, its copy is %d s behind"
                .formatted(region, partition.dnsName(), lag.toSeconds()));
      }
    }
  }

  private boolean isSkewed(Commit commit) {
    return commit.skewed() || !world.ground().skew.isEmpty();
  }

  /** The bound, and what may be under way. */
  private Duration bound(ReplicatedSet set, Partition partition) {
    boolean promoted =
        world.setting().fleet().service(partition.id().service()).routing()
            == Routing.ACTIVE_PASSIVE;
    Duration bound =
        promoted && set.maxLoss().compareTo(set.maxLag()) < 0 ? set.maxLoss() : set.maxLag();
    return bound.plus(interval().multipliedBy(INTERVALS));
  }

  private Duration interval() {
    return world.setting().fleet().safety().probe().interval();
  }

  /** How far behind the acting process must know a region to be; null = it need not know. */
  private @Nullable Duration told(Effect effect, String region) {
    Instant since = world.copies().lackingSince(region);
    Instant told = world.copies().toldBehind(region);
    Instant read = world.board().readBy(effect.by(), region);
    Instant fresh = world.timeline().now().minus(interval().multipliedBy(2));
    boolean known =
        since != null
            && told != null
            && read != null
            && !told.isBefore(fresh)
            && !read.isBefore(fresh);
    return known ? Duration.between(since, told) : null;
  }

  /** The request stands in the register, or the line that ended it. */
  private static boolean isAccepted(Commit commit) {
    RegisterState state = commit.state();
    return state.requests().stream().anyMatch(OperatorRequest::acceptLoss)
        || state.history().stream()
            .map(HistoryEntry::text)
            .anyMatch(text -> text.contains(ACCEPTED));
  }
}
