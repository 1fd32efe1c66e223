package io.fairlead.local.relay;

import java.time.Duration;

/**
 * Bounds of an edge's relays.
 *
 * @param connections open at a time through all addresses; more are reset
 * @param connectTimeout until a node that does not answer counts as gone
 */
public record RelayLimits(int connections, Duration connectTimeout) {
  /** 4,096 connections, one second. */
  public static final RelayLimits DEFAULTS = new RelayLimits(4096, Duration.ofSeconds(1));

  public RelayLimits {
    if (connections < 1 || connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException(
          "relay limits " + connections + ", " + connectTimeout + " are not above 0");
    }
  }
}
