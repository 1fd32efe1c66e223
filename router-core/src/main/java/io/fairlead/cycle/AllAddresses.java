package io.fairlead.cycle;

import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One result a target out of one result an address: a target answers when all of its addresses do,
 * because its clients are given all of them. Of those that failed, the first speaks.
 */
final class AllAddresses {
  private AllAddresses() {}

  /** One result a target, in the order of their first results. */
  static List<ProbeResult> joined(List<ProbeResult> results) {
    Map<ProbeTarget, ProbeResult> byTarget = new LinkedHashMap<>();
    results.forEach(result -> byTarget.merge(result.target(), result, AllAddresses::both));
    return List.copyOf(byTarget.values());
  }

  private static ProbeResult both(ProbeResult one, ProbeResult other) {
    if (one.outcome() != Outcome.PASSED) {
      return one;
    }
    if (other.outcome() != Outcome.PASSED) {
      return other;
    }
    boolean slower = other.latency().compareTo(one.latency()) > 0;
    Duration latency = slower ? other.latency() : one.latency();
    Instant began = other.began().isBefore(one.began()) ? other.began() : one.began();
    return new ProbeResult(
        one.target(),
        Outcome.PASSED,
        false,
        one.attempts() + other.attempts(),
        one.failures() + other.failures(),
        began,
        latency,
        slower ? other.detail() : one.detail());
  }
}
