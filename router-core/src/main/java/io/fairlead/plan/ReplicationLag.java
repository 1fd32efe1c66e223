package io.fairlead.plan;

import java.time.Duration;

/**
 * How far a service's copy in a region is behind its master, as measured this tick.
 *
 * @param lag time since the newest position that the copy is known to have
 * @param bound lag beyond which the region takes no new share
 * @param lossBound lag beyond which promoting the copy would lose more than the service allows
 */
public record ReplicationLag(Duration lag, Duration bound, Duration lossBound) {
  public ReplicationLag {
    if (lag.isNegative() || bound.isNegative() || lossBound.isNegative()) {
      throw new IllegalArgumentException(
          "lag " + lag + ", bound " + bound + " or loss bound " + lossBound + " is negative");
    }
  }
}
