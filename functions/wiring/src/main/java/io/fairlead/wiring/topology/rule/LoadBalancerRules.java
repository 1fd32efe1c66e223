package io.fairlead.wiring.topology.rule;

import io.fairlead.fleet.LoadBalancer;
import io.fairlead.wiring.yaml.Place;
import io.fairlead.wiring.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alias records exist in Route 53 only, lead to a load balancer of their own region, and have its
 * TTL.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html">
 *     Choosing between alias and non-alias records</a>
 */
final class LoadBalancerRules {
  private static final String KEY = "loadBalancer";

  /** What Route 53 answers an alias of a load balancer with. */
  private static final Duration TTL = Duration.ofSeconds(60);

  private final Declared declared;

  private LoadBalancerRules(Declared declared) {
    this.declared = declared;
  }

  static void check(Declared declared) {
    LoadBalancerRules rules = new LoadBalancerRules(declared);
    declared
        .services()
        .values()
        .forEach(service -> service.named("deployments").forEach(rules::deployment));
    for (Declared.Slice slice : declared.slices()) {
      rules.hosted(slice);
      rules.mixed(slice);
    }
    declared.services().forEach(rules::ttl);
  }

  private void deployment(String name, Section deployment) {
    Section region = declared.region(name);
    Section balancer = deployment.section(KEY);
    String cloud = region.text("cloud", "aws");
    if (deployment.has(KEY) && !cloud.equals("aws")) {
      declared.error(
          balancer.place(),
          "a load balancer of AWS does not go with cloud: " + cloud + ", give 'endpoints'");
      return;
    }
    Optional<String> at = LoadBalancer.location(balancer.text("name", ""));
    String location = region.text("location", "");
    if (at.isPresent() && !location.isEmpty() && !at.get().equals(location)) {
      declared.error(
          balancer.place("name"),
          AddressRules.NEVER
              + "the load balancer is in "
              + at.get()
              + " by its name, and "
              + name
              + " in "
              + location);
    }
    declared
        .root()
        .named("zones")
        .forEach(
            (zone, host) -> {
              String own = host.section("route53").text("hostedZone");
              if (own != null && own.equals(balancer.text("hostedZone"))) {
                declared.error(
                    balancer.place("hostedZone"),
                    "that is "
                        + zone
                        + " itself: give the load balancer's CanonicalHostedZoneId, a zone of AWS");
              }
            });
  }

  /** Whoever hosts the zone must know aliases. */
  private void hosted(Declared.Slice slice) {
    String zone = PartitionRules.zone(slice);
    List<Section> aliases = permitted(slice).stream().filter(at -> at.has(KEY)).toList();
    if (zone == null || aliases.isEmpty()) {
      return;
    }
    Section host = declared.root().section("zones").section(zone);
    boolean isHosted = declared.hasEdge() || declared.root().named("zones").containsKey(zone);
    if (isHosted && !host.has("route53")) {
      declared.error(
          aliases.getFirst().place(KEY),
          "an alias record needs a zone of Route 53, and "
              + zone
              + keeper(host)
              + ": give 'endpoints', or the zone under 'zones'");
    }
  }

  private static String keeper(Section host) {
    if (host.has("trafficManager")) {
      return " is a profile of Traffic Manager";
    }
    return host.has("azureDns") ? " is of Azure DNS" : " is served by the local edges";
  }

  /** A service's own ttl is for the slices that state none. */
  private void ttl(String name, Section service) {
    List<Declared.Slice> slices =
        declared.slices().stream().filter(slice -> slice.service().equals(name)).toList();
    List<Declared.Slice> inheriting = slices.stream().filter(slice -> !hasOwn(slice)).toList();
    slices.stream()
        .filter(slice -> hasOwn(slice) && isAliasOnly(slice))
        .forEach(slice -> notOurs(slice.slice().place("ttl")));
    if (service.has("ttl")
        && !inheriting.isEmpty()
        && inheriting.stream().allMatch(this::isAliasOnly)) {
      notOurs(service.place("ttl"));
    }
  }

  /** Whether a partition states a ttl; an active-passive service is its own slice. */
  private static boolean hasOwn(Declared.Slice slice) {
    return slice.slice().has("ttl") && !slice.slice().equals(slice.of());
  }

  private void notOurs(Place at) {
    declared.error(
        at,
        "a ttl is not ours to set on alias records: they are answered with the load balancer's, "
            + TTL.toSeconds()
            + " s");
  }

  /** Resolvers keep the two kinds for different times, which bends the shares. */
  private void mixed(Declared.Slice slice) {
    boolean any = permitted(slice).stream().anyMatch(at -> at.has(KEY));
    Duration ttl = slice.slice().duration("ttl", slice.of().duration("ttl", TTL));
    if (any && !isAliasOnly(slice) && !ttl.equals(TTL)) {
      declared.warning(
          (slice.slice().has("ttl") ? slice.slice() : slice.of()).place("ttl"),
          "beside alias records, which resolvers keep for "
              + TTL.toSeconds()
              + " s, another ttl bends the shares");
    }
  }

  private boolean isAliasOnly(Declared.Slice slice) {
    List<Section> permitted = permitted(slice);
    return !permitted.isEmpty()
        && !slice.slice().has("overflow")
        && permitted.stream().allMatch(at -> at.has(KEY));
  }

  /** Deployments that the slice's residency permits. */
  private List<Section> permitted(Declared.Slice slice) {
    List<String> residency = slice.slice().texts("residency");
    return slice.of().named("deployments").entrySet().stream()
        .filter(at -> residency.isEmpty() || residency.contains(jurisdiction(at.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  private String jurisdiction(String region) {
    return declared.region(region).text("jurisdiction", "");
  }
}
