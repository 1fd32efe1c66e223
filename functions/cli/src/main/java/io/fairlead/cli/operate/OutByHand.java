package io.fairlead.cli.operate;

import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.wiring.topology.Topology;
import io.fairlead.wiring.topology.ZoneHost;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;

/**
 * How a region is taken out where its names are answered, when neither the register nor two flag
 * stores answer: of three stores two are in one cloud wherever they are put, and two regions that
 * go dark together may have two of them.
 */
record OutByHand(Topology topology) {
  /** What to do, as the end of a sentence; empty = no name leads to any of these. */
  String of(SortedSet<RegionGroup> flags) {
    Fleet fleet = topology.fleet();
    Set<String> all = new LinkedHashSet<>();
    for (RegionGroup flag : flags) {
      fleet
          .partitions()
          .filter(partition -> serves(fleet, partition, flag))
          .forEach(partition -> all.add(at(partition, flag.region())));
    }
    return String.join(", ", all);
  }

  private static boolean serves(Fleet fleet, Partition partition, RegionGroup flag) {
    return fleet.service(partition.id().service()).failoverGroup().equals(flag.group())
        && fleet.regionsOf(partition).contains(flag.region());
  }

  private String at(Partition partition, String region) {
    String name = partition.dnsName();
    return switch (topology.zones().get(partition.zone())) {
      case ZoneHost.Route53 host ->
          "in hosted zone " + host.hostedZone() + " weight 0 for " + region + " of " + name;
      case ZoneHost.TrafficManager host ->
          "in profile " + host.profile() + " endpoint " + region + " disabled (" + name + ")";
      case ZoneHost.AzureDns _ ->
          "in "
              + partition.zone()
              + " of Azure DNS "
              + name
              + " without "
              + region
              + "'s addresses";
      case ZoneHost.External(String by) -> name + " by " + by;
      case null -> "in " + partition.zone() + " " + name + " without " + region;
    };
  }
}
