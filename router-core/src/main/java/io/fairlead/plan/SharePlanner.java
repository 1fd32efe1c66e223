package io.fairlead.plan;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.traffic.Homes;
import io.fairlead.traffic.WantedRecords;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** From standings to the share of every region in every partition. */
final class SharePlanner {
  private final Situation situation;
  private final Standings standings;
  private final Fleet fleet;
  private final SortedMap<PartitionId, SortedMap<String, Integer>> wanted = new TreeMap<>();
  private final SortedSet<PartitionId> stuck = new TreeSet<>();

  private SharePlanner(Situation situation, Standings standings) {
    this.situation = situation;
    this.standings = standings;
    this.fleet = situation.view().fleet();
  }

  /** The shares wanted under these standings. */
  static Shares of(Situation situation, Standings standings) {
    SharePlanner planner = new SharePlanner(situation, standings);
    planner.fleet.services().values().forEach(planner::plan);
    return planner.shares();
  }

  private void plan(Service service) {
    if (service.routing() == Routing.ACTIVE_PASSIVE) {
      service.partitions().values().forEach(this::first);
      return;
    }
    ServiceShares levels = new ServiceShares(fleet, service);
    for (Partition partition : service.partitions().values()) {
      SortedMap<String, Double> kept = kept(partition);
      double sum = kept.values().stream().mapToDouble(Double::doubleValue).sum();
      boolean whole = sum > 100 - 1e-9;
      SortedSet<String> receivers = whole ? new TreeSet<>() : receivers(partition);
      if (!whole && receivers.isEmpty()) {
        stuck.add(partition.id());
        SortedMap<String, Double> stays = new TreeMap<>();
        stays(partition).forEach((region, percent) -> stays.put(region, (double) percent));
        levels.add(partition, stays, receivers);
      } else {
        levels.add(partition, kept, receivers);
      }
    }
    wanted.putAll(levels.level());
  }

  /** Home shares of those that are in, parts of those that ramp, what the held have now. */
  private SortedMap<String, Double> kept(Partition partition) {
    SortedMap<String, Double> kept = new TreeMap<>();
    double sum = 0;
    for (var home : partition.shares().entrySet()) {
      Standing standing = standings.of(partition.id().service(), home.getKey());
      double percent =
          switch (standing.kind()) {
            case IN -> home.getValue();
            case RAMPING -> home.getValue() * standing.percent() / 100.0;
            case HELD, OUT -> 0;
          };
      sum += percent;
      kept.put(home.getKey(), percent);
    }
    for (String region : sum > 100 - 1e-9 ? kept.keySet() : fleet.regionsOf(partition)) {
      if (standings.of(partition.id().service(), region).kind() == Standing.Kind.HELD) {
        double has = situation.set(partition).getOrDefault(region, 0);
        double keeps = Math.min(has, Math.max(0, 100 - sum));
        sum += keeps;
        kept.put(region, keeps);
      }
    }
    return kept;
  }

  private SortedSet<String> receivers(Partition partition) {
    SortedSet<String> in = regions(partition, Standing.Kind.IN);
    return in.isEmpty() ? regions(partition, Standing.Kind.RAMPING) : in;
  }

  private SortedSet<String> regions(Partition partition, Standing.Kind kind) {
    SortedSet<String> regions = fleet.regionsOf(partition);
    regions.removeIf(region -> standings.of(partition.id().service(), region).kind() != kind);
    return regions;
  }

  /** Active-passive: the first of the order that may serve takes what the held before it leave. */
  private void first(Partition partition) {
    SortedMap<String, Integer> now = situation.set(partition);
    SortedMap<String, Integer> shares = new TreeMap<>();
    int left = 100;
    for (String region : partition.order()) {
      switch (standings.of(partition.id().service(), region).kind()) {
        case IN, RAMPING -> {
          shares.putAll(rest(partition, region, left));
          left = 0;
        }
        case HELD -> {
          int keeps = Math.min(left, now.getOrDefault(region, 0));
          if (keeps > 0) {
            shares.put(region, keeps);
            left -= keeps;
          }
        }
        case OUT -> {}
      }
      if (left == 0) {
        wanted.put(partition.id(), shares);
        return;
      }
    }
    if (left < 100 && partition.overflow() != null) {
      shares.put(WantedRecords.OVERFLOW, left);
      wanted.put(partition.id(), shares);
      return;
    }
    stuck.add(partition.id());
    wanted.put(partition.id(), stays(partition));
  }

  /** So many percent for a region; of a passive one, what does not fit is the overflow's. */
  private SortedMap<String, Integer> rest(Partition partition, String region, int percent) {
    Deployment deployment = fleet.service(partition.id().service()).deployments().get(region);
    SortedMap<String, Integer> shares = new TreeMap<>();
    int fits = percent;
    boolean home = region.equals(partition.order().getFirst());
    if (!home && deployment != null && partition.overflow() != null && partition.demand() > 0) {
      long capacity = (long) deployment.capacity() * fleet.safety().capacityPercent();
      fits = Math.clamp(capacity / partition.demand(), 0, percent);
      shares.put(WantedRecords.OVERFLOW, percent - fits);
    }
    shares.put(region, fits);
    return shares;
  }

  private SortedMap<String, Integer> stays(Partition partition) {
    SortedMap<String, Integer> now = situation.set(partition);
    boolean carries = now.values().stream().anyMatch(percent -> percent > 0);
    return carries ? now : Homes.of(partition);
  }

  private Shares shares() {
    SortedMap<Subject.OfDeployment, Double> load = new TreeMap<>();
    SortedMap<PartitionId, Integer> overflow = new TreeMap<>();
    fleet
        .partitions()
        .forEach(
            partition ->
                wanted
                    .getOrDefault(partition.id(), Collections.emptySortedMap())
                    .forEach(
                        (set, percent) -> {
                          double demand = partition.demand() * percent / 100.0;
                          if (!set.equals(WantedRecords.OVERFLOW)) {
                            load.merge(
                                new Subject.OfDeployment(partition.id().service(), set),
                                demand,
                                Double::sum);
                          } else if (percent > 0) {
                            overflow.put(partition.id(), (int) Math.ceil(demand));
                          }
                        }));
    return new Shares(wanted, stuck, load, overflow);
  }
}
