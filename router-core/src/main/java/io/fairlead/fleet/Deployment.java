package io.fairlead.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service in a region.
 *
 * @param floatingAddress name of the address it is reached by; absent behind a load balancer
 * @param endpoints the load balancer's addresses or name; empty with a floating address, and with a
 *     load balancer of AWS, whose records are aliases
 * @param capacity tested capacity in requests a second, above 0
 * @param loadBalancer the load balancer of AWS that it is behind, where its records are aliases
 */
public record Deployment(
    String service,
    String region,
    @Nullable String floatingAddress,
    List<String> endpoints,
    int capacity,
    @Nullable LoadBalancer loadBalancer) {
  public Deployment {
    endpoints = List.copyOf(endpoints);
    int ways =
        (floatingAddress == null ? 0 : 1)
            + (endpoints.isEmpty() ? 0 : 1)
            + (loadBalancer == null ? 0 : 1);
    if (ways != 1) {
      throw new IllegalArgumentException(
          "deployment "
              + service
              + "/"
              + region
              + " needs a floating address, endpoints or a load balancer, one of them");
    }
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "deployment " + service + "/" + region + " has capacity " + capacity + ", not above 0");
    }
  }

  /** One that is reached by a floating address or by endpoints. */
  public Deployment(
      String service,
      String region,
      @Nullable String floatingAddress,
      List<String> endpoints,
      int capacity) {
    this(service, region, floatingAddress, endpoints, capacity, null);
  }
}
