package io.fairlead.cli.run;

import io.fairlead.gateway.HeldConnections;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Probes, and holds an idle connection to every target that passed last: when one closes, its
 * target is probed at once.
 */
final class HoldingProber implements Prober {
  private final Prober prober;
  private final HeldConnections held;
  private final Map<ProbeTarget, List<ProbeOrder>> passing = new HashMap<>();

  HoldingProber(Prober prober, HeldConnections held) {
    this.prober = prober;
    this.held = held;
  }

  @Override
  public List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
    List<ProbeResult> results = prober.probe(orders, deadline);
    Map<ProbeTarget, List<ProbeOrder>> asked =
        orders.stream().collect(Collectors.groupingBy(ProbeOrder::target));
    asked.keySet().forEach(passing::remove);
    for (ProbeResult result : results) {
      List<ProbeOrder> all = asked.get(result.target());
      if (all != null && result.outcome() == Outcome.PASSED) {
        passing.put(result.target(), all);
      }
    }
    for (ProbeResult result : results) {
      if (result.outcome() != Outcome.PASSED) {
        passing.remove(result.target());
      }
    }
    held.hold(passing.values().stream().flatMap(List::stream).toList());
    return results;
  }
}
