package io.fairlead.local.client;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the edges of a fleet.
 *
 * @param edges base of every edge's HTTP resources, by region
 * @param from source address of the connections; null = the system's choice
 * @param token bearer token; null = none
 * @param timeout of one call, connecting included
 * @param clock ours, for deadlines; compared with the edges' clocks, which orders go by
 */
public record ClientSettings(
    String fleet,
    SortedMap<String, URI> edges,
    @Nullable InetAddress from,
    @Nullable String token,
    Duration timeout,
    InstantSource clock) {
  /** Timeout of one call between processes of one machine. */
  public static final Duration LOCAL_TIMEOUT = Duration.ofMillis(500);

  private static final int CALLS_AN_INTERVAL = 5;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /**
   * Timeout of one call of a tick: a fifth of the interval, from 500 ms to the 2 s that calls to
   * clouds have. Edges may be an ocean away, where a connection and an answer take 400 ms.
   */
  public static Duration timeoutOfTicks(Duration interval) {
    Duration part = interval.dividedBy(CALLS_AN_INTERVAL);
    Duration atLeast = part.compareTo(LOCAL_TIMEOUT) < 0 ? LOCAL_TIMEOUT : part;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }

  public ClientSettings {
    edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout " + timeout + " is not above 0");
    }
  }
}
