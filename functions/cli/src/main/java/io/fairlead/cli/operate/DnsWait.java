package io.fairlead.cli.operate;

import io.fairlead.cli.answer.Answers;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
import io.fairlead.wiring.topology.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits until DNS answers a region for none of the names that left it, or for all that have a home
 * in it. Asks the servers themselves: what resolvers have cached lives on until the records' TTL
 * ends.
 */
final class DnsWait {
  private static final Duration POLL = Duration.ofMillis(250);

  /** Servers of others are not asked more often. */
  private static final Duration CLOUD_POLL = Duration.ofSeconds(2);

  private final Supplier<Answers> dns;
  private final Duration poll;
  private final List<Name> names;
  private final boolean back;

  /** A name and the region that it leaves or comes back to. */
  private record Name(String dnsName, String region) {}

  private DnsWait(Topology topology, List<Name> names, boolean back, Supplier<Answers> dns) {
    this.dns = dns;
    this.poll = topology.zones().isEmpty() ? POLL : CLOUD_POLL;
    this.back = back;
    this.names = names;
  }

  /**
   * For the names of these (region, failover group) pairs to be answered there no more.
   *
   * @param dns asks the DNS servers now
   */
  static DnsWait gone(Topology topology, List<RegionGroup> groups, Supplier<Answers> dns) {
    return new DnsWait(topology, names(topology.fleet(), groups, (_, _) -> true), false, dns);
  }

  /**
   * For those names to be answered there again that have a share there when all is well.
   *
   * @param dns asks the DNS servers now
   */
  static DnsWait back(Topology topology, List<RegionGroup> groups, Supplier<Answers> dns) {
    return new DnsWait(topology, names(topology.fleet(), groups, DnsWait::atHome), true, dns);
  }

  /** Whether a partition has traffic for a region when all is well. */
  private interface In {
    boolean test(Partition partition, String region);
  }

  private static boolean atHome(Partition partition, String region) {
    return partition.shares().getOrDefault(region, 0) > 0
        || !partition.order().isEmpty() && partition.order().getFirst().equals(region);
  }

  private static List<Name> names(Fleet fleet, List<RegionGroup> groups, In in) {
    return groups.stream()
        .flatMap(
            group ->
                fleet
                    .partitions()
                    .filter(each -> served(fleet.service(each.id().service()), group))
                    .filter(each -> in.test(each, group.region()))
                    .map(each -> new Name(each.dnsName(), group.region())))
        .toList();
  }

  private static boolean served(Service service, RegionGroup group) {
    return service.failoverGroup().equals(group.group())
        && service.deployments().containsKey(group.region());
  }

  /** Whether there is no name to wait for. */
  boolean isVoid() {
    return names.isEmpty();
  }

  /**
   * What is still missing when the limit is over; an empty text as soon as nothing is. Where no
   * server can be found for some name, to wait would be in vain.
   */
  String await(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Answers answers = dns.get();
      String missing = missing(answers);
      long left = end - System.nanoTime();
      boolean askable = names.stream().allMatch(each -> answers.asked(each.dnsName()));
      if (missing.isEmpty() || left <= 0 || !askable) {
        return missing;
      }
      LockSupport.parkNanos(Math.min(left, poll.toNanos()));
    }
  }

  private String missing(Answers answers) {
    for (Name each : names) {
      if (!answers.asked(each.dnsName())) {
        return "no DNS server of "
            + each.dnsName()
            + " could be found from here: 'dig +short "
            + each.dnsName()
            + " @SERVER' tells, of each server in 'dig +short NS ZONE'";
      }
      int percent = answers.percent(each.dnsName(), each.region());
      if (percent < 0) {
        return each.dnsName() + " is answered by no DNS server that could be asked";
      }
      if (back && percent == 0) {
        return "no answer to " + each.dnsName() + " leads there";
      }
      if (!back && percent > 0) {
        return percent + " % of the answers to " + each.dnsName() + " still lead there";
      }
    }
    return "";
  }
}
