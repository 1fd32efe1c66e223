package io.fairlead.health;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One observer's view of one target for tests, a probe every two seconds. */
final class Watch {
  private SortedMap<ProbeTarget, TargetRecord> known = new TreeMap<>();
  private Instant next = Sighting.NOW;

  /** Some clean probes. */
  Watch clean(int probes) {
    for (int probe = 0; probe < probes; probe++) {
      pass(1);
    }
    return this;
  }

  /** A probe that passes with its last attempt. */
  Watch pass(int attempts) {
    return see(Results.passed(Results.TARGET, attempts, next));
  }

  Watch timeOut(int attempts) {
    return see(Results.timedOut(Results.TARGET, attempts, next));
  }

  Watch fail(int attempts) {
    return see(Results.failed(Results.TARGET, attempts, next));
  }

  Watch refuse() {
    return see(Results.refused(Results.TARGET, next));
  }

  /** A round with this and other targets' results. */
  Watch round(List<ProbeResult> results) {
    known = Opinions.next(known, results, Fleets.PACE);
    next = next.plus(Fleets.PACE.interval());
    return this;
  }

  Watch see(ProbeResult result) {
    return round(List.of(result));
  }

  Instant next() {
    return next;
  }

  TargetRecord now() {
    TargetRecord found = known.get(Results.TARGET);
    if (found == null) {
      throw new IllegalStateException("not probed yet");
    }
    return found;
  }

  Verdict opinion() {
    return now().opinion();
  }

  Confirmation confirmation() {
    return confirmation(Results.TARGET);
  }

  Confirmation confirmation(ProbeTarget target) {
    Confirmation found =
        Opinions.confirmations(known, new TreeSet<>(List.of(target)), Fleets.PACE, next)
            .get(target);
    if (found == null) {
      throw new IllegalStateException("no confirmation for " + target.text());
    }
    return found;
  }
}
