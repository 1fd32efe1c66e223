package io.fairlead.wiring.aws.imports;

import io.fairlead.fleet.LoadBalancer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A weighted alias in a zone, which the fleet takes over where it leads to a load balancer. */
record AliasSet(ResourceRecordSet set, AliasTarget target) {
  static Optional<AliasSet> of(ResourceRecordSet set) {
    return Optional.ofNullable(set.aliasTarget()).map(target -> new AliasSet(set, target));
  }

  /** The load balancer's name in the spelling that topologies have. */
  String dnsName() {
    return LoadBalancer.bare(target.dnsName());
  }

  /** Where the load balancer is; it is one. */
  String location() {
    return LoadBalancer.location(dnsName()).orElseThrow();
  }

  /** Why the planner would not leave it as it is; empty = it would. */
  Optional<String> objection(List<String> locations, List<ResourceRecordSet> sameName) {
    Optional<String> location = LoadBalancer.location(dnsName());
    if (location.isEmpty()) {
      return Optional.of("an alias that leads to no load balancer, but to " + target.dnsName());
    }
    if (!locations.contains(location.get())) {
      return Optional.of(
          "its load balancer is in " + location.get() + ", which is none of " + locations);
    }
    if (Boolean.TRUE.equals(target.evaluateTargetHealth())) {
      return Optional.of(
          "it evaluates its target's health, and a fleet's checks decide: set EvaluateTargetHealth"
              + " to false first");
    }
    return set.type() == RRType.AAAA && sameName.stream().noneMatch(this::isBeside)
        ? Optional.of("no A record of the same load balancer, set identifier and check beside it")
        : Optional.empty();
  }

  /** Whether a set is the A record beside this AAAA record. */
  private boolean isBeside(ResourceRecordSet other) {
    return other.type() == RRType.A
        && Objects.equals(other.setIdentifier(), set.setIdentifier())
        && Objects.equals(other.healthCheckId(), set.healthCheckId())
        && AliasSet.of(other)
            .filter(
                four ->
                    four.dnsName().equals(dnsName())
                        && four.target().hostedZoneId().equals(target.hostedZoneId()))
            .isPresent();
  }
}
