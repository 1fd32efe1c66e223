package io.fairlead.traffic;

import io.fairlead.fleet.Deployment;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.LoadBalancer;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    SortedMap<RecordType, SortedMap<String, Answer>> families = families(fleet, partition);
    List<WeightedRecord> records = new ArrayList<>();
    families.forEach(
        (type, answers) -> {
          SortedMap<String, Integer> weights = weights(partition, answers.keySet(), shares);
          answers.forEach(
              (set, answer) -> {
                RecordKey key = new RecordKey(name(partition), type, set);
                int weight = weights.getOrDefault(set, 0);
                records.add(
                    answer.record(key, partition.ttl(), weight, check(fleet, partition, set)));
              });
        });
    return records;
  }

  /** What a record is answered with: addresses or a name, or a load balancer's own. */
  private record Answer(List<String> values, @Nullable AliasTarget alias) {
    WeightedRecord record(RecordKey key, Duration ttl, int weight, @Nullable String check) {
      return alias == null
          ? new WeightedRecord(key, ttl, weight, values, check)
          : WeightedRecord.alias(key, weight, alias, check);
    }

    /** A host name in lower case, as zones are read. */
    static Answer of(String address) {
      boolean name = typeOf(address) == RecordType.CNAME;
      return new Answer(List.of(name ? address.toLowerCase(Locale.ROOT) : address), null);
    }

    Answer and(Answer other) {
      List<String> both = new ArrayList<>(values);
      both.addAll(other.values);
      return new Answer(both, alias);
    }
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

  private static SortedMap<RecordType, SortedMap<String, Answer>> families(
      Fleet fleet, Partition partition) {
    SortedMap<RecordType, SortedMap<String, Answer>> families = new TreeMap<>();
    Service service = fleet.service(partition.id().service());
    for (Deployment deployment : service.deployments().values()) {
      if (partition.permits(fleet.region(deployment.region()).jurisdiction())) {
        answers(fleet, deployment)
            .forEach((type, answer) -> put(families, type, deployment.region(), answer));
      }
    }
    String overflow = partition.overflow();
    if (overflow != null) {
      put(families, typeOf(overflow), OVERFLOW, Answer.of(overflow));
    }
    return families;
  }

  private static void put(
      SortedMap<RecordType, SortedMap<String, Answer>> families,
      RecordType type,
      String set,
      Answer answer) {
    families.computeIfAbsent(type, any -> new TreeMap<>()).put(set, answer);
  }

  /** Of a load balancer with addresses of both families, two aliases: one name is not enough. */
  private static SortedMap<RecordType, Answer> answers(Fleet fleet, Deployment deployment) {
    SortedMap<RecordType, Answer> answers = new TreeMap<>();
    LoadBalancer balancer = deployment.loadBalancer();
    if (balancer == null) {
      for (String address : fleet.addressesOf(deployment)) {
        answers.merge(typeOf(address), Answer.of(address), Answer::and);
      }
      return answers;
    }
    Answer alias = new Answer(List.of(), AliasTarget.of(balancer));
    answers.put(RecordType.A, alias);
    if (balancer.dualstack()) {
      answers.put(RecordType.AAAA, alias);
    }
    return answers;
  }

  /**
   * Weights of one address family. A family that no region with a share has keeps its home weights:
   * all zero would mean all equal.
   */
  private static SortedMap<String, Integer> weights(
      Partition partition, Set<String> sets, SortedMap<String, Integer> shares) {
    SortedMap<String, Integer> parts = parts(sets, shares);
    if (isZero(parts)) {
      parts = parts(sets, Homes.of(partition));
    }
    if (isZero(parts)) {
      parts.replaceAll((set, none) -> set.equals(OVERFLOW) && sets.size() > 1 ? 0 : 1);
    }
    return Weights.ofShares(parts);
  }

  private static SortedMap<String, Integer> parts(
      Set<String> sets, SortedMap<String, Integer> shares) {
    SortedMap<String, Integer> parts = new TreeMap<>();
    sets.forEach(set -> parts.put(set, shares.getOrDefault(set, 0)));
    return parts;
  }

  private static boolean isZero(SortedMap<String, Integer> parts) {
    return parts.values().stream().allMatch(part -> part == 0);
  }

  private static @Nullable String check(Fleet fleet, Partition partition, String set) {
    if (set.equals(OVERFLOW)) {
      return null;
    }
    String group = fleet.service(partition.id().service()).failoverGroup();
    return new RegionGroup(set, group).toString();
  }
}
