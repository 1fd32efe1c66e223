package io.fairlead.fleet;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A load balancer of AWS that clients of a deployment connect to. Its addresses are AWS's to
 * change, so records that lead to it are aliases.
 *
 * @param dnsName as AWS shows it, in lower case, without trailing dot and without {@code
 *     dualstack.}, which names the same load balancer
 * @param hostedZone id of the zone that AWS has its name in, not one of ours
 * @param dualstack whether it has IPv6 addresses beside its IPv4 ones
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/elb.html">Zones of load balancers</a>
 */
public record LoadBalancer(String dnsName, String hostedZone, boolean dualstack) {
  private static final String DUALSTACK = "dualstack.";

  /**
   * An Application or a Classic Load Balancer ends with its location and {@code elb}, a Network
   * Load Balancer with {@code elb} and its location.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9-]+\\.)+(?:([a-z0-9-]+)\\.elb|elb\\.([a-z0-9-]+))\\.amazonaws\\.com(?:\\.cn)?");

  public LoadBalancer {
    dnsName = bare(dnsName);
    if (location(dnsName).isEmpty()) {
      throw new IllegalArgumentException("'" + dnsName + "' is no load balancer's DNS name");
    }
  }

  /** The place in AWS where it is, as its name says. */
  public String location() {
    return location(dnsName).orElseThrow();
  }

  /** The place that a load balancer's name says; empty = it is no load balancer's name. */
  public static Optional<String> location(String dnsName) {
    Matcher name = NAME.matcher(bare(dnsName));
    return name.matches()
        ? Optional.of(name.group(1) != null ? name.group(1) : name.group(2))
        : Optional.empty();
  }

  /**
   * One text for the spellings of a name: case, trailing dot and {@code dualstack.} say nothing.
   */
  public static String bare(String dnsName) {
    String lower = dnsName.toLowerCase(Locale.ROOT);
    String relative = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return relative.startsWith(DUALSTACK) ? relative.substring(DUALSTACK.length()) : relative;
  }
}
