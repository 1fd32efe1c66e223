package io.fairlead.cli.operate;

import io.fairlead.cli.answer.Answers;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.fleet.Service;
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

  private final Supplier<Answers> dns;
  private final List<Name> names;
  private final boolean back;

  /** A name and the region that it leaves or comes back to. */
  private record Name(String dnsName, String region) {}

  private DnsWait(List<Name> names, boolean back, Supplier<Answers> dns) {
    this.dns = dns;
    this.back = back;
    this.names = names;
  }

  /**
   * For the names of these (region, failover group) pairs to be answered there no more.
   *
   * @param dns asks the DNS servers now
   */
  static DnsWait gone(Fleet fleet, List<RegionGroup> groups, Supplier<Answers> dns) {
    return new DnsWait(names(fleet, groups, (_, _) -> true), false, dns);
  }

  /**
   * For those names to be answered there again that have a share there when all is well.
   *
   * @param dns asks the DNS servers now
   */
  static DnsWait back(Fleet fleet, List<RegionGroup> groups, Supplier<Answers> dns) {
    return new DnsWait(names(fleet, groups, DnsWait::atHome), true, dns);
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

  /** What is still missing when the limit is over; an empty text as soon as nothing is. */
  String await(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      String missing = missing(dns.get());
      long left = end - System.nanoTime();
      if (missing.isEmpty() || left <= 0) {
        return missing;
      }
      LockSupport.parkNanos(Math.min(left, POLL.toNanos()));
    }
  }

  private String missing(Answers answers) {
    for (Name each : names) {
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
