package io.fairlead.emulators.twin.route53;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The load balancers that aliases lead to. Their names lie in zones of AWS, one for each location
 * and kind, and {@code dualstack.} before a name is the same load balancer.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/elb.html">Zones of load balancers</a>
 */
final class LoadBalancers {
  private static final String DUALSTACK = "dualstack.";

  private final Map<String, Balancer> byName = new ConcurrentHashMap<>();

  /** One of them: its zone, its addresses of both families, and what AWS thinks of its health. */
  record Balancer(String zoneId, List<String> addresses, boolean healthy) {
    Balancer {
      addresses = List.copyOf(addresses);
    }

    /** The addresses that a question of a type is answered with. */
    List<String> addresses(String type) {
      return addresses.stream()
          .filter(at -> (at.indexOf(':') >= 0) == type.equals("AAAA"))
          .toList();
    }
  }

  void put(String dnsName, Balancer balancer) {
    byName.put(RecordSet.absolute(dnsName), balancer);
  }

  Optional<Balancer> find(String dnsName) {
    String name = RecordSet.absolute(dnsName);
    String bare = name.startsWith(DUALSTACK) ? name.substring(DUALSTACK.length()) : name;
    return Optional.ofNullable(byName.get(bare));
  }

  /** What Route 53 refuses in an alias, in the words of its messages; empty = nothing. */
  List<String> problems(Zone zone, RecordSet set, RecordSet.Alias alias) {
    boolean own = alias.zoneId().equals(zone.id());
    boolean within =
        own
            ? alias.name().equals(zone.name()) || alias.name().endsWith("." + zone.name())
            : find(alias.name()).filter(at -> at.zoneId().equals(alias.zoneId())).isPresent();
    boolean found =
        within
            && (own
                ? zone.sets().values().stream().anyMatch(at -> isTarget(at, set, alias))
                : set.type().equals("A") || set.type().equals("AAAA"));
    String tried =
        "Tried to create an alias that targets %s, type %s in zone %s, but "
            .formatted(alias.name(), set.type(), alias.zoneId());
    List<String> problems = new ArrayList<>();
    if (!within) {
      problems.add(tried + "the alias target name does not lie within the target zone");
    }
    if (!found) {
      problems.add(tried + "that target was not found");
    }
    return problems;
  }

  private static boolean isTarget(RecordSet at, RecordSet set, RecordSet.Alias alias) {
    return at.name().equals(alias.name()) && at.type().equals(set.type());
  }
}
