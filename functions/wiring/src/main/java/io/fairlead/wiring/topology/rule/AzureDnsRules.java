package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.Safety;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a zone of Azure DNS can do: its sets have no weights, so every region that is in answers
 * alike, and any one may have to carry all.
 */
final class AzureDnsRules {
  private static final int ALL_OF_IT = 100;

  /** Percents of thirds differ by one. */
  private static final int ROUNDING = 1;

  /** Records in a set. */
  private static final int MOST_VALUES = 20;

  private final Declared declared;
  private final long percent;

  private AzureDnsRules(Declared declared) {
    this.declared = declared;
    this.percent =
        declared
            .root()
            .section("safety")
            .section("capacity")
            .number("percent", Safety.DEFAULTS.capacityPercent());
  }

  static void check(Declared declared) {
    AzureDnsRules rules = new AzureDnsRules(declared);
    Map<String, Section> hosted = declared.root().named("zones");
    Map<String, Long> demands = new HashMap<>();
    SortedMap<String, String> services = new TreeMap<>();
    for (Declared.Slice slice : declared.slices()) {
      demands.merge(slice.service(), (long) slice.slice().number("demand", 0), Long::sum);
      String zone = PartitionRules.zone(slice);
      Section host = zone == null ? null : hosted.get(zone);
      if (zone != null && host != null && host.has("azureDns") && !isBalanced(slice.of())) {
        rules.shares(slice, zone);
        rules.values(slice, zone);
        services.put(slice.service(), zone);
      }
    }
    services.forEach(
        (name, zone) -> {
          Section service = declared.root().section("services").section(name);
          rules.ramp(service, zone);
          rules.alone(service, zone, demands.getOrDefault(name, 0L));
        });
  }

  /** Aliases of AWS are refused there whatever else is asked. */
  private static boolean isBalanced(Section service) {
    return service.named("deployments").values().stream().anyMatch(it -> it.has("loadBalancer"));
  }

  private void shares(Declared.Slice slice, String zone) {
    Section shares = slice.slice().section("shares");
    SortedMap<String, Integer> some = new TreeMap<>();
    for (String region : shares.entries().entries().keySet()) {
      int share = shares.number(region, 0);
      if (share > 0) {
        some.put(region, share);
      }
    }
    if (some.size() < 2) {
      return;
    }
    int most = some.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int least = some.values().stream().mapToInt(Integer::intValue).min().orElse(0);
    if (most - least > ROUNDING) {
      declared.error(
          shares.place(),
          "Azure DNS has no weights: in zone "
              + zone
              + " every region with a share answers alike; give one region 100, or all the same"
              + " share; found "
              + some.entrySet().stream()
                  .map(each -> each.getKey() + ": " + each.getValue())
                  .collect(Collectors.joining(", ")));
      return;
    }
    for (String region : some.keySet()) {
      for (Tree.Leaf host : endpoints(slice, region)) {
        if (host.resolved() && Ip.parse(host.text()) == null) {
          declared.error(
              shares.place(),
              region
                  + " answers by a host name, and a CNAME of Azure DNS has one: in zone "
                  + zone
                  + " give one region 100, or give addresses");
          return;
        }
      }
    }
  }

  private static List<Tree.Leaf> endpoints(Declared.Slice slice, String region) {
    return slice.of().section("deployments").section(region).leaves("endpoints");
  }

  /** Every region may be in at once. */
  private void values(Declared.Slice slice, String zone) {
    Map<Boolean, Integer> families = new HashMap<>();
    for (String region : slice.of().named("deployments").keySet()) {
      addresses(slice, region)
          .forEach(each -> families.merge(each instanceof Inet6Address, 1, Integer::sum));
    }
    families
        .values()
        .forEach(
            all -> {
              if (all > MOST_VALUES) {
                declared.error(
                    slice.of().section("deployments").place(),
                    "all regions together have "
                        + all
                        + " addresses of one family, and a set of Azure DNS in zone "
                        + zone
                        + " holds "
                        + MOST_VALUES);
              }
            });
  }

  private List<InetAddress> addresses(Declared.Slice slice, String region) {
    Section deployment = slice.of().section("deployments").section(region);
    Section floating =
        declared
            .region(region)
            .section("floatingAddresses")
            .section(deployment.text("floatingAddress", ""));
    List<String> texts = new ArrayList<>(deployment.texts("endpoints"));
    texts.add(floating.text("address", ""));
    texts.add(floating.text("address6", ""));
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      InetAddress address = Ip.parse(text);
      if (address != null) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private void ramp(Section service, String zone) {
    Section failback = service.section("failback");
    if (failback.text("mode", "").equals("ramp") && service.has("partitions")) {
      declared.error(
          failback.place("mode"),
          "no ramp goes on in zone " + zone + " of Azure DNS, which has no weights: say manual");
    }
  }

  private void alone(Section service, String zone, long demand) {
    service
        .named("deployments")
        .forEach(
            (region, deployment) -> {
              long capacity = deployment.number("capacity", 0);
              if (capacity > 0 && demand * ALL_OF_IT > capacity * percent) {
                declared.error(
                    deployment.place("capacity"),
                    "in zone "
                        + zone
                        + " of Azure DNS one region answers for all or for an equal part, so each"
                        + " must carry the whole demand of "
                        + demand
                        + "; "
                        + region
                        + " carries "
                        + percent
                        + " % of "
                        + capacity);
              }
            });
  }
}
