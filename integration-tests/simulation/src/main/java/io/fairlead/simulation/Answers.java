package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import io.fairlead.traffic.RecordSets;
import io.fairlead.traffic.WeightedRecord;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What clients get: the share of a partition's clients that DNS sends to each region, and the share
 * that is served. Exact, under Route 53's published rules.
 */
final class Answers {
  private final World world;

  Answers(World world) {
    this.world = world;
  }

  /** Percent of the clients sent to each region; empty = no answer at all. */
  SortedMap<String, Double> sent(Partition partition) {
    RecordSets sets = world.zones().zone(partition.zone());
    List<WeightedRecord> named =
        sets.records().values().stream()
            .filter(record -> record.key().name().equals(partition.dnsName()))
            .toList();
    List<WeightedRecord> healthy = named.stream().filter(this::isHealthy).toList();
    List<WeightedRecord> live = healthy.stream().filter(r -> r.weight() > 0).toList();
    if (live.isEmpty()) {
      live = healthy.isEmpty() ? named.stream().filter(r -> r.weight() > 0).toList() : healthy;
    }
    return spread(live);
  }

  /** Percent of the weights alone, flags left aside. */
  static SortedMap<String, Double> weighted(RecordSets sets, Partition partition) {
    return spread(
        sets.records().values().stream()
            .filter(record -> record.key().name().equals(partition.dnsName()))
            .filter(record -> record.weight() > 0)
            .toList());
  }

  private static SortedMap<String, Double> spread(List<WeightedRecord> records) {
    SortedMap<String, Double> shares = new TreeMap<>();
    double sum = records.stream().mapToInt(r -> Math.max(1, r.weight())).sum();
    records.forEach(
        r ->
            shares.merge(
                r.key().setIdentifier(), 100.0 * Math.max(1, r.weight()) / sum, Double::sum));
    return shares;
  }

  private boolean isHealthy(WeightedRecord record) {
    String check = record.healthCheck();
    if (check == null) {
      return true;
    }
    String[] parts = check.split("/", -1);
    return !world.flags().raised(new RegionGroup(parts[0], parts[1]));
  }

  /** Percent of all clients of a partition that meet a serving node. */
  double served(Partition partition) {
    return sent(partition).entrySet().stream()
        .filter(share -> serves(partition, share.getKey()))
        .mapToDouble(SortedMap.Entry::getValue)
        .sum();
  }

  /** The least served partition, in percent. */
  double served() {
    return world.setting().fleet().partitions().mapToDouble(this::served).min().orElse(0);
  }

  /** Percent of a partition's clients sent to a region. */
  double sentTo(Partition partition, String region) {
    return sent(partition).getOrDefault(region, 0.0);
  }

  /** The fullest deployment of a region, in percent of its declared capacity. */
  double load(String region) {
    SortedMap<String, Double> loads = new TreeMap<>();
    for (Partition partition : world.setting().fleet().partitions().toList()) {
      Service service = world.setting().fleet().service(partition.id().service());
      Deployment at = service.deployments().get(region);
      if (at != null) {
        double load = sentTo(partition, region) * partition.demand() / at.capacity();
        loads.merge(service.name(), load, Double::sum);
      }
    }
    return loads.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private boolean serves(Partition partition, String region) {
    Service service = world.setting().fleet().service(partition.id().service());
    Deployment at = service.deployments().get(region);
    String address = at == null ? null : at.floatingAddress();
    return address != null
        && !world.ground().dark.contains(region)
        && world.ground().behind(new AddressId(region, address)) == Ground.NodeState.SERVES;
  }
}
