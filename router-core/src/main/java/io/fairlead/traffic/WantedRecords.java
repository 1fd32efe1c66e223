package io.fairlead.traffic;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records that a partition should have: one for each permitted region and address family, zero
 * weights included, so that a failover is never a create; and one for its overflow.
 */
public final class WantedRecords {
  /** Set identifier of the record that takes what fits nowhere. */
  public static final String OVERFLOW = "overflow";

  private WantedRecords() {}

  /**
   * The records of one partition.
   *
   * @param shares percent by region, {@link #OVERFLOW} among them; a region that is absent gets 0
   */
  public static List<WeightedRecord> of(
      Fleet fleet, Partition partition, SortedMap<String, Integer> shares) {
    SortedMap<RecordType, SortedMap<String, List<String>>> families = families(fleet, partition);
    List<WeightedRecord> records = new ArrayList<>();
    families.forEach(
        (type, values) -> {
          SortedMap<String, Integer> weights = weights(partition, values, shares);
          values.forEach(
              (set, addresses) ->
                  records.add(
                      new WeightedRecord(
                          new RecordKey(name(partition), type, set),
                          partition.ttl(),
                          weights.getOrDefault(set, 0),
                          addresses,
                          check(fleet, partition, set))));
        });
    return records;
  }

  /** The name that a partition's records carry: lower case, without trailing dot. */
  public static String name(Partition partition) {
    return partition.dnsName().toLowerCase(Locale.ROOT);
  }

  /** The type of record that an address or host name needs. */
  public static RecordType typeOf(String address) {
    if (address.indexOf(':') >= 0) {
      return RecordType.AAAA;
    }
    for (int i = 0; i < address.length(); i++) {
      char letter = address.charAt(i);
      if (letter != '.' && (letter < '0' || letter > '9')) {
        return RecordType.CNAME;
      }
    }
    return RecordType.A;
  }

  private static SortedMap<RecordType, SortedMap<String, List<String>>> families(
      Fleet fleet, Partition partition) {
    SortedMap<RecordType, SortedMap<String, List<String>>> families = new TreeMap<>();
    Service service = fleet.service(partition.id().service());
    for (Deployment deployment : service.deployments().values()) {
      if (partition.permits(fleet.region(deployment.region()).jurisdiction())) {
        for (String address : fleet.addressesOf(deployment)) {
          families
              .computeIfAbsent(typeOf(address), type -> new TreeMap<>())
              .computeIfAbsent(deployment.region(), region -> new ArrayList<>(1))
              .add(address);
        }
      }
    }
    String overflow = partition.overflow();
    if (overflow != null) {
      families
          .computeIfAbsent(typeOf(overflow), type -> new TreeMap<>())
          .put(OVERFLOW, List.of(overflow));
    }
    return families;
  }

  /**
   * Weights of one address family. A family that no region with a share has keeps its home weights:
   * all zero would mean all equal.
   */
  private static SortedMap<String, Integer> weights(
      Partition partition,
      SortedMap<String, List<String>> values,
      SortedMap<String, Integer> shares) {
    SortedMap<String, Integer> parts = parts(values, shares);
    if (isZero(parts)) {
      parts = parts(values, Homes.of(partition));
    }
    if (isZero(parts)) {
      parts.replaceAll((set, none) -> set.equals(OVERFLOW) && values.size() > 1 ? 0 : 1);
    }
    return Weights.ofShares(parts);
  }

  private static SortedMap<String, Integer> parts(
      SortedMap<String, List<String>> values, SortedMap<String, Integer> shares) {
    SortedMap<String, Integer> parts = new TreeMap<>();
    values.keySet().forEach(set -> parts.put(set, shares.getOrDefault(set, 0)));
    return parts;
  }

  private static boolean isZero(SortedMap<String, Integer> parts) {
    return parts.values().stream().allMatch(part -> part == 0);
  }

  private static @org.jspecify.annotations.Nullable String check(
      Fleet fleet, Partition partition, String set) {
    if (set.equals(OVERFLOW)) {
      return null;
    }
    String group = fleet.service(partition.id().service()).failoverGroup();
    return new RegionGroup(set, group).toString();
  }
}
