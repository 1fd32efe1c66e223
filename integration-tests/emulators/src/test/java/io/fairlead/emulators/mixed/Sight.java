package io.fairlead.emulators.mixed;

import io.fairlead.emulators.twin.TwinClock;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.port.ProbeOrder;
import io.fairlead.port.Prober;
import io.fairlead.port.SelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every observer sees: everything of a region serves that is not dark.
 *
 * @param dark regions
 * @param down nodes, as in {@code one/gw-1}
 */
record Sight(TwinClock clock, Set<String> dark, Set<String> down) implements Prober, SelfTest {
  private static final Duration QUICK = Duration.ofMillis(2);

  @Override
  public List<ProbeResult> probe(List<ProbeOrder> orders, Instant deadline) {
    return orders.stream().map(this::probe).toList();
  }

  @Override
  public Result check(Instant deadline) {
    return new Result(true, "anchors answer", Optional.of(Duration.ZERO));
  }

  private ProbeResult probe(ProbeOrder order) {
    boolean passed = answers(order.target());
    int attempts = passed ? 1 : 1 + order.confirmation().refusedRepeats();
    return new ProbeResult(
        order.target(),
        passed ? Outcome.PASSED : Outcome.FAILED,
        !passed,
        attempts,
        passed ? 0 : attempts,
        clock.instant(),
        QUICK,
        passed ? "ok" : "refused");
  }

  private boolean answers(ProbeTarget target) {
    return switch (target.subject()) {
      case Subject.OfNode(String region, String node) ->
          !dark.contains(region) && !down.contains(region + "/" + node);
      case Subject.OfDeployment(String _, String region) -> !dark.contains(region);
      case Subject.OfRegion(String region) -> !dark.contains(region);
    };
  }
}
