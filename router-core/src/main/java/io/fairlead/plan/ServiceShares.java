package io.fairlead.plan;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.Service;
import io.fairlead.traffic.WantedRecords;
import io.fairlead.traffic.WaterFilling;
import io.fairlead.traffic.WaterFilling.Poured;
import io.fairlead.traffic.WaterFilling.Vessel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Water-filling of a partitioned service: home shares first, then what is missing goes where
 * utilisation is lowest, over all partitions of the service together.
 */
final class ServiceShares {
  /** Rounds of pouring again, so that partitions with different regions settle at one level. */
  private static final int ROUNDS = 6;

  private final Fleet fleet;
  private final Service service;
  private final double bound;
  private final SortedMap<String, Double> loads = new TreeMap<>();
  private final List<Slice> slices = new ArrayList<>();

  ServiceShares(Fleet fleet, Service service) {
    this.fleet = fleet;
    this.service = service;
    this.bound = fleet.safety().capacityPercent() / 100.0;
    service.deployments().keySet().forEach(region -> loads.put(region, 0.0));
  }

  /** A partition's kept shares, and the regions that what is missing may go to. */
  void add(Partition partition, SortedMap<String, Double> kept, SortedSet<String> receivers) {
    Slice slice = new Slice(partition, kept, receivers);
    slices.add(slice);
    kept.forEach((region, percent) -> load(region, slice.demandOf(percent)));
  }

  /** Percents of every partition added: whole numbers that add up to 100. */
  SortedMap<PartitionId, SortedMap<String, Integer>> level() {
    List<Slice> pouring = new ArrayList<>(slices);
    pouring.removeIf(slice -> slice.missing <= 0);
    pouring.sort(
        Comparator.<Slice, Boolean>comparing(slice -> slice.overflows())
            .thenComparingInt(slice -> slice.receivers.size())
            .thenComparing(slice -> slice.partition.id()));
    boolean alike = pouring.stream().map(slice -> slice.receivers).distinct().count() < 2;
    for (int round = 0; round < (alike ? 1 : ROUNDS); round++) {
      pouring.forEach(this::pour);
    }
    SortedMap<PartitionId, SortedMap<String, Integer>> percents = new TreeMap<>();
    slices.forEach(slice -> percents.put(slice.partition.id(), round(slice)));
    return percents;
  }

  private void pour(Slice slice) {
    slice.poured.forEach((region, percent) -> load(region, -slice.demandOf(percent)));
    slice.poured.clear();
    SortedMap<String, Vessel> vessels = new TreeMap<>();
    for (String region : slice.receivers) {
      vessels.put(
          region, new Vessel(Math.max(0, loads.getOrDefault(region, 0.0)), capacity(region)));
    }
    double amount = slice.demandOf(slice.missing);
    Poured poured =
        WaterFilling.pour(amount, vessels, slice.overflows() ? bound : WaterFilling.UNBOUNDED);
    poured
        .amounts()
        .forEach(
            (region, takes) -> {
              slice.poured.put(region, slice.percentOf(takes));
              load(region, takes);
            });
    slice.over = slice.percentOf(poured.left());
  }

  /** Largest remainder that spares the regions which one percent more would take over the cap. */
  private SortedMap<String, Integer> round(Slice slice) {
    SortedMap<String, Double> exact = slice.exact();
    SortedMap<String, Integer> whole = new TreeMap<>();
    int left = 100;
    for (var entry : exact.entrySet()) {
      int floor = (int) (entry.getValue() + 1e-9);
      whole.put(entry.getKey(), floor);
      left -= floor;
    }
    if (left > 0) {
      giveOut(left, slice, exact, whole);
    }
    exact.forEach(
        (region, percent) -> load(region, slice.demandOf(whole.getOrDefault(region, 0) - percent)));
    return whole;
  }

  /** Gives each percent that rounding left to a region. */
  private void giveOut(
      int percents,
      Slice slice,
      SortedMap<String, Double> exact,
      SortedMap<String, Integer> whole) {
    List<String> order = new ArrayList<>(exact.keySet());
    order.sort(
        Comparator.<String>comparingDouble(
                region -> whole.getOrDefault(region, 0) - exact.getOrDefault(region, 0.0))
            .thenComparing(Comparator.naturalOrder()));
    for (int left = percents; left > 0; left--) {
      String takes = next(slice, order, whole);
      order.remove(takes);
      whole.merge(takes, 1, Integer::sum);
      order.add(takes);
    }
  }

  private String next(Slice slice, List<String> order, SortedMap<String, Integer> whole) {
    for (String region : order) {
      double more = slice.demandOf(whole.getOrDefault(region, 0) + 1 - slice.exactOf(region));
      if (region.equals(WantedRecords.OVERFLOW)
          || loads.getOrDefault(region, 0.0) + more <= bound * capacity(region) + 1e-9) {
        return region;
      }
    }
    return slice.overflows() ? WantedRecords.OVERFLOW : order.getFirst();
  }

  private double capacity(String region) {
    var deployment = service.deployments().get(region);
    if (deployment == null) {
      throw new IllegalStateException(service.name() + " is not deployed in " + region);
    }
    return deployment.capacity();
  }

  private void load(String region, double demand) {
    if (!region.equals(WantedRecords.OVERFLOW)) {
      loads.merge(region, demand, Double::sum);
    }
  }

  Fleet fleet() {
    return fleet;
  }

  private static final class Slice {
    final Partition partition;
    final SortedMap<String, Double> kept;
    final SortedSet<String> receivers;
    final double missing;
    final SortedMap<String, Double> poured = new TreeMap<>();
    double over;

    Slice(Partition partition, SortedMap<String, Double> kept, SortedSet<String> receivers) {
      this.partition = partition;
      this.kept = kept;
      this.receivers = receivers;
      double sum = kept.values().stream().mapToDouble(Double::doubleValue).sum();
      this.missing = sum > 100 - 1e-9 ? 0 : 100 - sum;
    }

    boolean overflows() {
      return partition.overflow() != null;
    }

    double demandOf(double percent) {
      return Math.max(1, partition.demand()) * percent / 100;
    }

    double percentOf(double demand) {
      return demand * 100 / Math.max(1, partition.demand());
    }

    SortedMap<String, Double> exact() {
      SortedMap<String, Double> exact = new TreeMap<>(kept);
      poured.forEach((region, percent) -> exact.merge(region, percent, Double::sum));
      if (over > 1e-9) {
        exact.put(WantedRecords.OVERFLOW, over);
      }
      return exact;
    }

    double exactOf(String region) {
      return kept.getOrDefault(region, 0.0) + poured.getOrDefault(region, 0.0);
    }
  }
}
