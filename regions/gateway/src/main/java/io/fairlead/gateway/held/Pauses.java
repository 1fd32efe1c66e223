package io.fairlead.gateway.held;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps a server that closes every idle connection from being probed without end: the shorter its
 * connections live, the longer until the next is opened. Times are on the monotonic clock.
 */
final class Pauses {
  private static final long SHORT_LIFE = Duration.ofSeconds(5).toNanos();
  private static final long FIRST = Duration.ofSeconds(1).toNanos();
  private static final int MAX_DOUBLINGS = 6;
  private static final long FORGOTTEN_AFTER = Duration.ofMinutes(5).toNanos();

  /** Short lives in a row, and when the pause after the last of them is over. */
  private record Pause(int shortLives, long until) {}

  private final Map<Endpoint, Pause> pauses = new HashMap<>();

  /** A connection was cut after it lived so long. */
  void cut(Endpoint endpoint, long now, long lived) {
    if (lived >= SHORT_LIFE) {
      pauses.remove(endpoint);
      return;
    }
    Pause last = pauses.get(endpoint);
    int before = last == null ? 0 : last.shortLives();
    long pause = FIRST << Math.min(before, MAX_DOUBLINGS);
    pauses.put(endpoint, new Pause(before + 1, now + pause));
  }

  /** Whether an endpoint may be connected to again. */
  boolean over(Endpoint endpoint, long now) {
    Pause pause = pauses.get(endpoint);
    return pause == null || now - pause.until() >= 0;
  }

  /** Drops what is long over. */
  void forgetOld(long now) {
    pauses.values().removeIf(pause -> now - pause.until() >= FORGOTTEN_AFTER);
  }
}
