package io.fairlead.traffic;

import io.fairlead.fleet.LoadBalancer;

/**
 * What an alias record of Route 53 leads to: a load balancer, whose addresses and TTL are the
 * answer.
 *
 * @param hostedZone id of the zone that AWS has the load balancer's name in
 * @param dnsName in lower case, without trailing dot and {@code dualstack.}: those are one target
 * @param evaluatesHealth whether Route 53 takes the record out by the load balancer's own health;
 *     never in a record of ours, because two that decide undo each other
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html">
 *     AliasTarget</a>
 */
public record AliasTarget(String hostedZone, String dnsName, boolean evaluatesHealth) {
  private static final String DUALSTACK = "dualstack.";

  public AliasTarget {
    dnsName = LoadBalancer.bare(dnsName);
    if (hostedZone.isEmpty() || dnsName.isEmpty()) {
      throw new IllegalArgumentException("an alias needs a zone and a name, not " + dnsName);
    }
  }

  /** The target that a deployment's records have. */
  public static AliasTarget of(LoadBalancer loadBalancer) {
    return new AliasTarget(loadBalancer.hostedZone(), loadBalancer.dnsName(), false);
  }

  /**
   * The name as Route 53's console writes it, with trailing dot. Without {@code dualstack.} a
   * Classic Load Balancer answers no AAAA; of a Network Load Balancer no such name is documented.
   */
  public String written() {
    boolean network = !dnsName.contains(".elb.amazonaws.");
    return (network ? "" : DUALSTACK) + dnsName + ".";
  }

  /** {@code ZONE/NAME}, for digests and people. */
  public String text() {
    return hostedZone + "/" + dnsName + (evaluatesHealth ? " evaluating its health" : "");
  }
}
