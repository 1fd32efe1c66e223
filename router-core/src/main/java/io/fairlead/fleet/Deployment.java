package io.fairlead.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service in a region.
 *
 * @param floatingAddress name of the address it is reached by; absent behind a load balancer
 * @param endpoints the load balancer's addresses or name; empty with a floating address
 * @param capacity tested capacity in requests a second, above 0
 */
public record Deployment(
    String service,
    String region,
    @Nullable String floatingAddress,
    List<String> endpoints,
    int capacity) {
  public Deployment {
    endpoints = List.copyOf(endpoints);
    if ((floatingAddress == null) == endpoints.isEmpty()) {
      throw new IllegalArgumentException(
          "deployment " + service + "/" + region + " needs a floating address or endpoints");
    }
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "deployment " + service + "/" + region + " has capacity " + capacity + ", not above 0");
    }
  }
}
